package io.talon.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.LongStream;

/** Days of UTC, numbered since 1970. */
final class Days {

    private Days() {
    }

    static Instant start(long day) {
        return Instant.EPOCH.plus(Duration.ofDays(day));
    }

    static long of(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay();
    }

    static LongStream of(Window window) {
        return LongStream.rangeClosed(of(window.start()), of(window.end()));
    }
}
