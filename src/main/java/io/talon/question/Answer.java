package io.talon.question;

import java.time.Instant;
import java.util.List;

/**
 * What came of a question.
 *
 * @param rows      one value for each column: of a metric a number, of a dimension a text, a number, a boolean, or a day as 2026-11-23; null where there is none
 * @param totals    one value for each column, null under dimensions; null as a whole if they were not asked for
 * @param truncated whether there are more rows than were asked for
 * @param about     of the published mart
 */
public record Answer(List<Column> columns, List<List<Object>> rows, List<Object> totals, boolean truncated, String sql, About about) {

    /**
     * What is known of the mart that was asked.
     *
     * @param through end of the newest interval of which all data are in it; null where that is not known
     * @param build   its id
     * @param tests   that the project has; null where that is not known
     * @param stale   whether newer data should have been there by now
     */
    public record About(Instant through, String build, int testsPassed, Integer tests, int testsWarned, boolean stale) {
    }
}
