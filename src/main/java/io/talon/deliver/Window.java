package io.talon.deliver;

import io.talon.question.Period;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** A stretch of days that is over and whose data are there; the running one is never judged. */
public enum Window {
    LAST_COMPLETE_DAY(ChronoUnit.DAYS), LAST_COMPLETE_WEEK(ChronoUnit.WEEKS), LAST_COMPLETE_MONTH(ChronoUnit.MONTHS);

    private final ChronoUnit unit;

    Window(ChronoUnit unit) {
        this.unit = unit;
    }

    /**
     * The last window, or one before it.
     *
     * @param through up to where there are data
     * @param ago     0 for the last, 1 for the one before
     */
    Period days(Instant through, int ago) {
        LocalDate today = LocalDate.ofInstant(through, ZoneOffset.UTC);
        LocalDate end = switch (this) {
            case LAST_COMPLETE_DAY -> today;
            case LAST_COMPLETE_WEEK -> today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case LAST_COMPLETE_MONTH -> today.withDayOfMonth(1);
        };
        return new Period(end.minus(ago + 1L, unit), end.minus(ago, unit).minusDays(1));
    }
}
