package io.talon.question;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is asked of one explore, by names only.
 *
 * @param fields  metrics and dimensions, in the order in which they are shown; a day with its grain as {@code date_reported_as__week}
 * @param pivots  dimensions that are spread over columns when shown; in the answer they are columns like others
 * @param filters by field the condition that it must meet, in the words of {@link Conditions}; an empty one lets all through
 * @param sorts   fields with {@code asc} or {@code desc} behind them; where there is none a day comes first in its order, else the first metric from its highest
 * @param limit   of rows
 * @param totals  whether the metrics are told for all rows together too
 */
public record Question(String explore, List<String> fields, List<String> pivots, Map<String, String> filters, List<String> sorts, int limit, boolean totals) {
    public static final int LIMIT = 500;
    public static final int MOST_ROWS = 5_000;

    public Question {
        fields = List.copyOf(fields);
        pivots = List.copyOf(pivots);
        filters = Collections.unmodifiableMap(new LinkedHashMap<>(filters));
        sorts = List.copyOf(sorts);
        limit = Math.max(1, Math.min(limit, MOST_ROWS));
    }

    /** The plainest one: some fields where conditions hold. */
    public static Question of(String explore, List<String> fields, Map<String, String> filters) {
        return new Question(explore, fields, List.of(), filters, List.of(), LIMIT, false);
    }
}
