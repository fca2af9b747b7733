package io.talon.model;

import io.talon.OneLine;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Values of a grain that have several rows.
 *
 * @param examples the grain's columns, their texts, how many rows each has, and how many such values there are
 */
record Doubled(List<String> grain, List<Object[]> examples) {
    private static final int EXAMPLES = 3;
    private static final int LONGEST_VALUE = 60;

    static Doubled find(Queries queries, String sql, List<String> grain) throws SQLException {
        String columns = String.join(", ", grain);
        String texts = grain.stream().map(Doubled::text).collect(Collectors.joining(", "));
        return new Doubled(grain, queries.rows("select " + columns + ", " + texts + ", count(*) as talon_times, count(*) over () as talon_doubled from (" + sql
            + "\n) as talon_model group by " + columns + " having count(*) > 1 order by talon_times desc, " + columns + " limit " + EXAMPLES));
    }

    /** So that values of all types are written alike, and null is a value. */
    private static String text(String column) {
        return "coalesce(cast(" + column + " as varchar), '')";
    }

    boolean isEmpty() {
        return examples.isEmpty();
    }

    String sentence() {
        long doubled = ((Number) examples.get(0)[2 * grain.size() + 1]).longValue();
        String what = grain.size() == 1 ? grain.get(0) + (doubled == 1 ? "" : "s") : doubled == 1 ? "combination" : "combinations";
        return "One row per " + name() + " is declared, but " + doubled + " " + what + (doubled == 1 ? " has" : " have") + " several rows, e.g. "
            + examples.stream().map(example -> pairs(grain, example) + " (" + example[2 * grain.size()] + ")").collect(Collectors.joining("; ")) + ".";
    }

    String name() {
        return String.join(" and ", grain);
    }

    /** Holds for the examples alone: to look at three values is fast where to look at all is not. */
    String condition(List<String> columns) {
        String values = examples.stream().map(this::literals).collect(Collectors.joining(", "));
        return "(" + columns.stream().map(Doubled::text).collect(Collectors.joining(", ")) + ") in (" + values + ")";
    }

    private String literals(Object[] example) {
        return IntStream.range(0, grain.size())
            .mapToObj(i -> "'" + String.valueOf(example[grain.size() + i]).replace("'", "''") + "'").collect(Collectors.joining(", ", "(", ")"));
    }

    /** Asks whether some of the examples have several rows in a step. */
    String again(List<String> columns) {
        return "select 1 from " + Block.NAME + " where " + condition(columns) + " group by " + String.join(", ", columns) + " having count(*) > 1 limit 1";
    }

    /** As {@code team='UK Team', week=7}. */
    static String pairs(List<String> columns, Object[] values) {
        return IntStream.range(0, columns.size()).mapToObj(i -> columns.get(i) + "=" + value(values[i])).collect(Collectors.joining(", "));
    }

    private static String value(Object value) {
        String text = OneLine.of(String.valueOf(value));
        String shown = text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text;
        return value == null || value instanceof Number || value instanceof Boolean ? shown : "'" + shown + "'";
    }
}
