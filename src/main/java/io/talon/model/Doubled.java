package io.talon.model;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The values of a grain that have several rows. */
final class Doubled {
    private static final int EXAMPLES = 3;
    private static final int LONGEST_VALUE = 60;

    private Doubled() {
    }

    /** Answers examples of a grain's values, and for each how many rows it has and how many such values there are. */
    static String query(String relation, List<String> grain) {
        String columns = String.join(", ", grain);
        return "select " + columns + ", count(*) as talon_times, count(*) over () as talon_doubled from " + relation + " as talon_model group by " + columns
            + " having count(*) > 1 order by talon_times desc, " + columns + " limit " + EXAMPLES;
    }

    static String sentence(List<String> grain, List<Object[]> examples) {
        long doubled = ((Number) examples.get(0)[grain.size() + 1]).longValue();
        String what = grain.size() == 1 ? grain.get(0) + (doubled == 1 ? "" : "s") : doubled == 1 ? "combination" : "combinations";
        return "One row per " + String.join(" and ", grain) + " is declared, but " + doubled + " " + what + (doubled == 1 ? " has" : " have") + " several rows, e.g. "
            + examples.stream().map(example -> pairs(grain, example) + " (" + example[grain.size()] + ")").collect(Collectors.joining("; ")) + ".";
    }

    /** As {@code team='UK Team', week=7}. */
    static String pairs(List<String> columns, Object[] values) {
        return IntStream.range(0, columns.size()).mapToObj(i -> columns.get(i) + "=" + value(values[i])).collect(Collectors.joining(", "));
    }

    private static String value(Object value) {
        String text = String.valueOf(value).replaceAll("[\\s\\p{Cntrl}]+", " ");
        String shown = text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text;
        return value == null || value instanceof Number || value instanceof Boolean ? shown : "'" + shown + "'";
    }
}
