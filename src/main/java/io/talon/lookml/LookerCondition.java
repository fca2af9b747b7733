package io.talon.lookml;

import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Conditions on days, in the words that Looker has for them; all others are the same there. */
final class LookerCondition {
    private static final Pattern COMPLETE = Pattern.compile("last (?:(\\d+) )?complete (day|week|month|quarter|year)s?");
    private static final Pattern LAST = Pattern.compile("last (\\d+) (day|week|month|quarter|year)s?");
    private static final Pattern DAYS = Pattern.compile("(\\d{4}-\\d{2}-\\d{2}) to (\\d{4}-\\d{2}-\\d{2})");

    private LookerCondition() {
    }

    /** A range ends before its last day there, so it is given one more. */
    static String of(String ours) {
        Matcher complete = COMPLETE.matcher(ours);
        Matcher last = LAST.matcher(ours);
        Matcher days = DAYS.matcher(ours);
        if (complete.matches()) {
            String length = (complete.group(1) == null ? "1" : complete.group(1)) + " " + complete.group(2) + "s";
            return length + " ago for " + length;
        }
        return last.matches() ? last.group(1) + " " + last.group(2) + "s" : days.matches() ? days.group(1) + " to " + LocalDate.parse(days.group(2)).plusDays(1) : ours;
    }
}
