package io.talon.model;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A test that YAML asks for.
 *
 * @param kind   unique, not_null, accepted_values, relationships or grain
 * @param on     id of the relation that is tested
 * @param column of the test; null for a grain
 * @param values accepted ones
 * @param to     id of the relation that a relationships test points to
 * @param field  its column
 */
public record GenericTest(String kind, String on, String column, List<String> values, String to, String field) {

    /** Selects the rows that fail; the grain's columns are the test's {@code values}. */
    String sql(Object relation, Object parent) {
        return switch (kind) {
            case "unique" -> repeated(relation, column);
            case "grain" -> repeated(relation, String.join(", ", values));
            case "not_null" -> "select * from " + relation + " as t where " + column + " is null";
            case "accepted_values" -> "select " + column + ", count(*) as n_records from " + relation + " as t\nwhere " + column + " is not null and cast(" + column
                + " as varchar) not in (" + values.stream().map(Sql::literal).collect(Collectors.joining(", ")) + ")\ngroup by " + column;
            default -> "select t." + column + " from " + relation + " as t\nleft join " + parent + " as parent on parent." + field + " = t." + column
                + "\nwhere t." + column + " is not null and parent." + field + " is null";
        };
    }

    private String repeated(Object relation, String columns) {
        String given = kind.equals("unique") ? "\nwhere " + columns + " is not null" : "";
        return "select " + columns + ", count(*) as n_records from " + relation + " as t" + given + "\ngroup by " + columns + "\nhaving count(*) > 1";
    }

    public boolean isAboutGrain() {
        return kind.equals("unique") || kind.equals("grain");
    }

    /** The columns of which each combination shall have one row. */
    public List<String> grain() {
        return kind.equals("grain") ? values : List.of(String.valueOf(column));
    }

    /** Whether the rows of a delta alone can break it: what shares the tested columns shares the delta's key. */
    public boolean isDecidedByChanges(List<String> uniqueKey) {
        return !isAboutGrain() || !uniqueKey.isEmpty() && grain().containsAll(uniqueKey);
    }
}
