package io.talon.interval;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The length of a source's intervals, counted from 1970-01-01T00:00Z: intervals are contiguous and
 * the same on every machine, in every time zone and on every day of the year.
 */
public record Period(Duration length) {

    public Period {
        if (length.toSeconds() < 1) {
            throw new IllegalArgumentException("The period of a source must be a second or more, not " + length);
        }
    }

    /** The end of the last interval that is complete at the instant. */
    public Instant lastEnd(Instant instant) {
        long seconds = length.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), seconds) * seconds);
    }

    public Interval endingAt(Instant end) {
        return new Interval(end.minus(length), end);
    }

    /** All whole intervals from one boundary to another, oldest first. */
    public List<Interval> between(Instant from, Instant to) {
        long count = Duration.between(from, to).toSeconds() / length.toSeconds();
        return LongStream.rangeClosed(1, count)
            .mapToObj(n -> endingAt(from.plusSeconds(n * length.toSeconds())))
            .toList();
    }

    public boolean isBoundary(Instant instant) {
        return lastEnd(instant).equals(instant);
    }
}
