package io.talon.question;

import io.talon.semantic.Grain;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Days from the first to the last, both of them within. */
public record Period(LocalDate first, LocalDate last) {
    private static final String DAY = "d MMM uuuu";

    /** As a condition on a date. */
    @Override
    public String toString() {
        return first + " to " + last;
    }

    /** As the pages write it. */
    public String words() {
        String start = first.getYear() != last.getYear() ? DAY : first.getMonth() != last.getMonth() ? "d MMM" : "d";
        return (first.equals(last) ? "" : words(first, start) + " – ") + words(last, DAY);
    }

    /** A value of a grain as the pages write it: a week by its Monday and Sunday. */
    public static String words(LocalDate start, Grain grain) {
        return switch (grain) {
            case DAY -> words(start, DAY);
            case WEEK -> new Period(start, start.plusDays(6)).words();
            case MONTH -> words(start, "MMM uuuu");
            case QUARTER -> words(start, "QQQ uuuu");
        };
    }

    private static String words(LocalDate day, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.UK).format(day);
    }
}
