package io.talon.dashboard;

import io.talon.question.Question;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A tile.
 *
 * @param filters conditions of its own, by field
 * @param totals  whether it has a total row
 * @param listen  by the name of a filter of the dashboard the field that it narrows
 * @param row     of its upper edge, on a grid of 24 columns
 * @param text    of a tile that only says something; null for others
 */
public record Element(String name, String title, Type type, String explore, List<String> fields, List<String> pivots, Map<String, String> filters, List<String> sorts, int limit,
                      boolean totals, Map<String, String> listen, int row, int col, int width, int height, String text) {
    /** How it is shown; the names are Looker's. */
    public enum Type {
        single_value, looker_line, looker_column, looker_bar, looker_grid, text
    }

    /**
     * Of columns of a pivot there is no total in common.
     *
     * @param conditions by the names of the dashboard's filters; an empty one lets all through
     */
    public Question question(Map<String, String> conditions) {
        Map<String, String> all = new LinkedHashMap<>(filters);
        listen.forEach((filter, field) -> {
            if (!conditions.getOrDefault(filter, "").isEmpty()) {
                all.put(field, conditions.get(filter));
            }
        });
        return new Question(explore, fields, pivots, all, sorts, limit, totals && pivots.isEmpty());
    }
}
