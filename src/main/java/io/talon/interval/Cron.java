package io.talon.interval;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import org.quartz.CronExpression;

/** The ticks of a Quartz cron in a time zone. */
public final class Cron {
    private final CronExpression expression;

    /** @throws IllegalArgumentException if it is no Quartz cron */
    public Cron(String expression, ZoneId zone) {
        try {
            this.expression = new CronExpression(expression);
        } catch (ParseException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        this.expression.setTimeZone(TimeZone.getTimeZone(zone));
    }

    public static Cron utc(String expression) {
        return new Cron(expression, ZoneOffset.UTC);
    }

    public Optional<Instant> next(Instant now) {
        return Optional.ofNullable(expression.getNextValidTimeAfter(Date.from(now))).map(Date::toInstant);
    }

    /** The last tick before an instant, within ten years. It looks back twice as far each time, so that a cron of every second is found as quickly as one of every year. */
    public Optional<Instant> last(Instant before) {
        Instant last = null;
        for (Duration back = Duration.ofMinutes(1); last == null && back.toDays() < 3653; back = back.multipliedBy(2)) {
            Date tick = expression.getNextValidTimeAfter(Date.from(before.minus(back)));
            while (tick != null && tick.toInstant().isBefore(before)) {
                last = tick.toInstant();
                tick = expression.getNextValidTimeAfter(tick);
            }
        }
        return Optional.ofNullable(last);
    }
}
