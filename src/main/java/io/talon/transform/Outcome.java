package io.talon.transform;

import io.talon.Count;
import io.talon.model.Node;
import io.talon.model.Relation;
import java.util.List;

/**
 * What was built and tested and may be published, whoever ran the project.
 *
 * @param tests that the project has, whether they were run or not
 */
public record Outcome(List<Table> marts, int built, int passed, int tests, int warnings) {

    /**
     * A model that is shown to people.
     *
     * @param key        of the rows that builds replace; empty if all are
     * @param hasChanges whether the rows that this build changed stand beside it
     */
    record Table(String name, Relation relation, List<String> key, boolean isView, boolean hasChanges) {
    }

    /** What a log line says of it. */
    public String words() {
        return Count.of(built, "model") + " built, " + passed + " of " + Count.of(tests, "test") + " passed, " + Count.of(warnings, "warning");
    }

    static Outcome of(ProjectRun run) {
        List<Table> marts = run.graph().nodes().stream().filter(Node::isPublished)
            .map(node -> new Table(node.name(), run.graph().relation(node), node.isIncremental() ? node.uniqueKey() : List.of(), node.materialized().equals("view"),
                run.hasChanges(node.id()))).toList();
        return new Outcome(marts, run.getBuilt(), run.getPassed(), run.graph().tests().size(), run.getWarnings());
    }
}
