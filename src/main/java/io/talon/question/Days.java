package io.talon.question;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Conditions on days, UTC. The last four weeks are this week and the three before it; complete ones end before this week. */
final class Days {
    private static final Pattern LAST = Pattern.compile("last\\s+(?:([1-9][0-9]{0,2})\\s+)?(complete\\s+)?(day|week|month|quarter)s?");
    private static final String DAY = "([0-9]{4}-[0-9]{2}-[0-9]{2})";
    private static final Pattern ONE = Pattern.compile(DAY);
    private static final Pattern COMPARED = Pattern.compile("(>=|<=|>|<)\\s*" + DAY);
    private static final Pattern BETWEEN = Pattern.compile(DAY + "\\s+to\\s+" + DAY);

    private Days() {
    }

    /** Null if it is not understood. */
    static Condition condition(String expression, String said, Clock clock) {
        try {
            Optional<Period> last = last(said, LocalDate.now(clock));
            if (last.isPresent()) {
                return within(expression, last.get());
            }
            Matcher between = BETWEEN.matcher(said);
            if (between.matches()) {
                return within(expression, new Period(LocalDate.parse(between.group(1)), LocalDate.parse(between.group(2))));
            }
            Matcher compared = COMPARED.matcher(said);
            if (compared.matches()) {
                return Condition.of(expression + " " + compared.group(1) + " CAST(? AS DATE)", LocalDate.parse(compared.group(2)).toString());
            }
            return ONE.matcher(said).matches() ? Condition.of(expression + " = CAST(? AS DATE)", LocalDate.parse(said).toString()) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** What the last days or weeks stand for; nothing where something else is said. */
    static Optional<Period> last(String said, LocalDate today) {
        Matcher last = LAST.matcher(said);
        if (!last.matches() || last.group(1) == null && last.group(2) == null) {
            return Optional.empty();
        }
        int count = last.group(1) == null ? 1 : Integer.parseInt(last.group(1));
        LocalDate current = begin(last.group(3), today);
        LocalDate end = last.group(2) == null ? plus(last.group(3), current, 1) : current;
        return Optional.of(new Period(plus(last.group(3), end, -count), end.minusDays(1)));
    }

    private static LocalDate begin(String unit, LocalDate day) {
        return switch (unit) {
            case "week" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case "month" -> day.withDayOfMonth(1);
            case "quarter" -> day.with(IsoFields.DAY_OF_QUARTER, 1);
            default -> day;
        };
    }

    private static LocalDate plus(String unit, LocalDate day, int count) {
        return switch (unit) {
            case "week" -> day.plusWeeks(count);
            case "month" -> day.plusMonths(count);
            case "quarter" -> day.plusMonths(3L * count);
            default -> day.plusDays(count);
        };
    }

    private static Condition within(String expression, Period period) {
        return Condition.of(expression + " >= CAST(? AS DATE) AND " + expression + " < CAST(? AS DATE)", period.first().toString(), period.last().plusDays(1).toString());
    }
}
