package io.talon.question;

import io.talon.question.Compiled.Select;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A select put together, in the SQL that DuckDB, PostgreSQL, Redshift and (but for the median) Trino share. */
final class Statement {
    private final Fields fields;
    private final List<Column> columns;
    private final StringBuilder sql;
    private final List<Object> values = new ArrayList<>();

    Statement(Fields fields, List<Column> columns) {
        this.fields = fields;
        this.columns = columns;
        this.sql = new StringBuilder("SELECT ")
            .append(columns.stream().map(column -> fields.sql(column) + " AS \"" + column.name() + '"').collect(Collectors.joining(",\n    ")))
            .append("\nFROM \"").append(fields.explore().relation()).append("\" AS t");
    }

    Statement where(List<Condition> conditions) {
        return add("\nWHERE ", conditions);
    }

    /** One row for each combination of dimensions, if these hold. */
    Statement grouped(List<Condition> having) {
        String dimensions = IntStream.range(0, columns.size()).filter(i -> !columns.get(i).isMetric()).mapToObj(i -> String.valueOf(i + 1)).collect(Collectors.joining(", "));
        if (!dimensions.isEmpty()) {
            sql.append("\nGROUP BY ").append(dimensions);
        }
        return add("\nHAVING ", having);
    }

    private Statement add(String word, List<Condition> conditions) {
        if (!conditions.isEmpty()) {
            Condition all = Condition.joined("AND", conditions);
            sql.append(word).append(all.sql());
            values.addAll(all.values());
        }
        return this;
    }

    /** What is not said is sorted by the dimensions, so that the same question has the same rows. */
    Statement sorted(List<String> sorts) {
        Map<Integer, String> order = new LinkedHashMap<>();
        (sorts.isEmpty() ? usual() : sorts).forEach(sort ->
            order.putIfAbsent(place(sort.strip().replaceFirst("\\s+(asc|desc)$", ""), sort), sort.strip().endsWith(" desc") ? "DESC" : "ASC"));
        IntStream.range(0, columns.size()).filter(i -> !columns.get(i).isMetric()).forEach(i -> order.putIfAbsent(i + 1, "ASC"));
        if (!order.isEmpty()) {
            sql.append("\nORDER BY ").append(order.entrySet().stream().map(sort -> sort.getKey() + " " + sort.getValue() + " NULLS LAST").collect(Collectors.joining(", ")));
        }
        return this;
    }

    private List<String> usual() {
        return columns.stream().filter(column -> column.type().equals("day")).findFirst().map(day -> List.of(day.name()))
            .orElseGet(() -> columns.stream().filter(Column::isMetric).limit(1).map(metric -> metric.name() + " desc").toList());
    }

    private int place(String field, String sort) {
        return IntStream.range(0, columns.size()).filter(i -> columns.get(i).name().equals(field)).findFirst().orElseThrow(() -> new QuestionError(
            "The answer cannot be sorted by '" + sort + "'.", "Name one of its fields, with asc or desc behind it.")) + 1;
    }

    Statement limit(int rows) {
        sql.append("\nLIMIT ").append(rows);
        return this;
    }

    Select select() {
        return new Select(sql.toString(), List.copyOf(values));
    }
}
