package io.talon.sandbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

/** The vendor's limits over real time: 10 calls a second, 100 a minute, one export request a second. Refused calls do not count. */
final class RateLimits {
    private final LongSupplier nanoTime;
    private final List<Limit> calls = List.of(new Limit(10, Duration.ofSeconds(1)), new Limit(100, Duration.ofMinutes(1)));
    private final Limit requests = new Limit(1, Duration.ofSeconds(1));

    RateLimits(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized boolean admits(boolean exportRequest) {
        long now = nanoTime.getAsLong();
        boolean room = calls.stream().allMatch(limit -> limit.hasRoom(now)) && (!exportRequest || requests.hasRoom(now));
        if (room) {
            calls.forEach(limit -> limit.admitted.add(now));
            if (exportRequest) {
                requests.admitted.add(now);
            }
        }
        return room;
    }

    /** So many calls within any span of this length. */
    private record Limit(int most, long nanos, Deque<Long> admitted) {

        Limit(int most, Duration span) {
            this(most, span.toNanos(), new ArrayDeque<>());
        }

        boolean hasRoom(long now) {
            admitted.removeIf(then -> now - then >= nanos);
            return admitted.size() < most;
        }
    }
}
