package io.talon.transform;

import io.talon.model.FanOut;
import io.talon.model.Materialization;
import io.talon.model.Node;
import io.talon.model.Relation;
import io.talon.model.Target;
import io.talon.warehouse.Warehouse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/** The project's data tests: the SQL of each when its turn has come, and what they come to. */
public final class Testing {
    private static final int EXAMPLES = 5;
    private final Warehouse warehouse;
    private final Artifacts artifacts;
    private final Relations relations;
    private final Materialization materialization;

    public Testing(Warehouse warehouse, Artifacts artifacts) {
        this.warehouse = warehouse;
        this.artifacts = artifacts;
        this.relations = new Relations(warehouse.dataSource());
        this.materialization = new Materialization(new Target(warehouse.type(), Warehouse.BUILD));
    }

    /** Keeps the rows that fail a test as a table, where that is asked for. */
    public String storeFailures(@Variable("project") ProjectRun run, @Variable("node") Node test) throws SQLException {
        Relation relation = failures(test);
        relations.makeSchema(relation.getSchema());
        return String.join(";\n", materialization.table(relation, tested(run, test), run.existing(relation)));
    }

    private static Relation failures(Node test) {
        return new Relation(Warehouse.BUILD + "_dbt_test__audit", test.name());
    }

    /** Selects the first rows that fail, each with their number. */
    public String sql(@Variable("project") ProjectRun run, @Variable("node") Node test) {
        String failing = test.isStored() ? "select * from " + failures(test) : tested(run, test);
        run.start(test);
        run.compiled(test, failing);
        artifacts.compiled(test, failing);
        return "select failing.*, count(*) over () as n_failures from (\n" + failing + "\n) as failing limit " + EXAMPLES;
    }

    private String tested(ProjectRun run, Node test) {
        if (test.test() == null) {
            return run.graph().compile(test, false);
        }
        Object relation = run.graph().relation(test.test().on());
        return run.graph().compile(test, looksAtChanges(run, test) ? ((Relation) relation).beside(Materialization.CHANGES) : relation);
    }

    /** What a build left as it was has been tested before, unless the build before was held or broke off. */
    private boolean looksAtChanges(ProjectRun run, Node test) {
        return !run.isInDoubt() && run.hasChanges(test.test().on()) && run.graph().node(test.test().on()).filter(on -> test.test().isDecidedByChanges(on.uniqueKey())).isPresent();
    }

    public Result result(@Variable("project") ProjectRun run, @Variable("node") Node test, @Body List<Map<String, Object>> rows) throws SQLException {
        if (rows.isEmpty()) {
            return run.end(test, "pass", 0, List.of(), null);
        }
        long failures = ((Number) rows.get(0).get("n_failures")).longValue();
        List<Map<String, Object>> examples = rows.stream().map(row -> row.entrySet().stream().filter(cell -> !cell.getKey().equals("n_failures") && cell.getValue() != null)
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap<String, Object>::new))).map(row -> (Map<String, Object>) row).toList();
        return run.end(test, test.isStrict() ? "fail" : "warn", failures, examples, reason(run, test));
    }

    /** Why a declared grain does not hold; null where nothing more can be said than which rows fail. */
    private String reason(ProjectRun run, Node test) throws SQLException {
        Node model = test.test() == null ? null : run.graph().node(test.test().on()).filter(on -> on.is("model")).orElse(null);
        if (model == null || !test.test().isAboutGrain()) {
            return null;
        }
        try (Connection connection = warehouse.dataSource().getConnection()) {
            return FanOut.explain(connection, run.graph().compile(model, false), test.test().grain()).orElse(null);
        }
    }

    /** @throws TestsFailedException if a test of severity error failed */
    public Outcome judge(@Variable("project") ProjectRun run) throws SQLException {
        List<Result> failed = run.results().stream().filter(Result::isError).toList();
        artifacts.write(run);
        if (!failed.isEmpty()) {
            throw new TestsFailedException(failed);
        }
        if (run.isTested()) {
            relations.trust();
        }
        return Outcome.of(run);
    }
}
