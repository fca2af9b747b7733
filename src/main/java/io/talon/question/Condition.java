package io.talon.question;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A condition in SQL.
 *
 * @param values of its question marks, in their order
 */
record Condition(String sql, List<Object> values) {
    static final Condition NEVER = new Condition("1 = 0", List.of());

    static Condition of(String sql, Object... values) {
        return new Condition(sql, List.of(values));
    }

    static Condition oneOf(String expression, List<?> values) {
        return values.isEmpty() ? NEVER : new Condition(expression + " IN (" + values.stream().map(value -> "?").collect(Collectors.joining(", ")) + ")", List.copyOf(values));
    }

    static Condition noneOf(String expression, List<?> values) {
        return new Condition("(" + expression + " IS NULL OR NOT " + oneOf(expression, values).sql() + ")", List.copyOf(values));
    }

    /** @param word AND or OR; of none it is the one that stands alone */
    static Condition joined(String word, List<Condition> conditions) {
        List<Object> values = new ArrayList<>();
        conditions.forEach(condition -> values.addAll(condition.values()));
        return new Condition(conditions.stream().map(condition -> "(" + condition.sql() + ")").collect(Collectors.joining(" " + word + " ")), values);
    }
}
