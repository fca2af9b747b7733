package io.talon.deliver;

import io.talon.interval.Cron;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * When something is delivered.
 *
 * @param after    run: whenever a mart with newer data is published; fresh: by the clock, as soon as the data are there
 * @param crontab  Quartz cron of the clock; null without
 * @param timezone null for UTC
 */
public record Timing(After after, String crontab, ZoneId timezone) {
    /** What is waited for. */
    public enum After { RUN, FRESH }

    public Timing {
        timezone = timezone == null ? ZoneOffset.UTC : timezone;
    }

    boolean isByClock() {
        return after == After.FRESH;
    }

    /** The last time by the clock. */
    Optional<Instant> due(Instant now) {
        return new Cron(crontab, timezone).last(now.plusMillis(1));
    }
}
