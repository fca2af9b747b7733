package io.talon.question;

import java.util.List;

/**
 * A question as SQL. Values are bound, never part of the text.
 *
 * @param totals what tells the metrics for all rows together; null if it was not asked for
 */
public record Compiled(Select select, List<Column> columns, int limit, Select totals) {

    /** @param values texts and doubles, in the order of the question marks */
    public record Select(String sql, List<Object> values) {
    }
}
