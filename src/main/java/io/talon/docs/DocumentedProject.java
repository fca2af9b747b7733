package io.talon.docs;

import java.util.List;

/**
 * What the page shows of a project. All text is as its authors wrote it and is shown as text.
 *
 * @param seconds how long the last run took; null if there was none
 */
record DocumentedProject(String name, String generatedAt, Double seconds, List<Node> nodes, List<Test> tests) {

    /**
     * A source, seed, model or snapshot.
     *
     * @param parents ids of what it reads
     * @param rows    null if not counted
     */
    record Node(String id, String type, String name, String path, String relation, String description, String materialized, List<String> tags,
                List<String> grain, List<Column> columns, List<String> parents, Long rows, String raw, String compiled, Outcome outcome, Freshness freshness) {
    }

    record Column(String name, String type, String description) {
    }

    /**
     * @param label  what it asks for, in short
     * @param column null if it is about none in particular
     * @param on     ids of the nodes that it is about
     */
    record Test(String id, String label, String description, String column, List<String> on, boolean warnsOnly, Outcome outcome) {
    }

    /**
     * How the last run went for a node or a test.
     *
     * @param status success, error, skipped, pass, fail or warn
     */
    record Outcome(String status, String message, Long failures, String finishedAt, double seconds) {
    }

    /** @param status pass, warn or error; null if not measured */
    record Freshness(String status, String loadedAt, Long ageSeconds, String warnAfter, String errorAfter) {
    }
}
