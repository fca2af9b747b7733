package io.talon.transform;

import io.talon.OneLine;
import io.talon.Packaged;
import io.talon.TalonException;
import io.talon.model.Graph;
import io.talon.model.Invocation;
import io.talon.model.LastProject;
import io.talon.model.Materialization;
import io.talon.model.Materialization.Existing;
import io.talon.model.Node;
import io.talon.model.Project;
import io.talon.model.Relation;
import io.talon.model.SnapshotMaterialization;
import io.talon.model.Source;
import io.talon.model.Target;
import io.talon.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.camel.Variable;

/** Brings the dbt project and the warehouse together: the SQL of each node when its turn has come. */
public final class Modeling {
    private final Path workingFolder;
    private final Warehouse warehouse;
    private final Artifacts artifacts;
    private final Clock clock;
    private final Relations relations;
    private final LastProject project = new LastProject();
    private final Materialization materialization;

    public Modeling(Path workingFolder, Warehouse warehouse, Artifacts artifacts, Clock clock) {
        this.workingFolder = workingFolder;
        this.warehouse = warehouse;
        this.artifacts = artifacts;
        this.clock = clock;
        this.relations = new Relations(warehouse.dataSource());
        this.materialization = new Materialization(target());
    }

    private Target target() {
        return new Target(warehouse.type(), Warehouse.BUILD);
    }

    /** The run that somebody has begun, or one over everything. Whatever ends it, what it builds is in doubt until its tests have passed. */
    public ProjectRun take(@Variable("project") ProjectRun begun) throws SQLException {
        ProjectRun run = begun != null ? begun : begin(Order.EVERYTHING);
        run.forPublication();
        warehouse.expect(run.isOfEverything());
        relations.doubt();
        return run;
    }

    /** Reads the project as it is now and makes sure that all its sources are there, if only empty. */
    public ProjectRun begin(Order order) throws SQLException {
        Graph graph = project.graph(Packaged.folder(workingFolder, "warehouse"), new Invocation(target(), relations.tick(clock.instant()), System.getenv()));
        for (Source source : graph.sources()) {
            warehouse.register(source.relation().getIdentifier(), source.columnNames());
        }
        return new ProjectRun(graph, order, graph.select(order.select(), order.exclude()), relations.built(), clock);
    }

    /** The project, read without a warehouse. */
    public static Graph graph(Path workingFolder, Invocation invocation) {
        return Project.load(Packaged.folder(workingFolder, "warehouse")).parse(invocation);
    }

    /** The statements that build a model, seed or snapshot; together they are one transaction. */
    public String sql(@Variable("project") ProjectRun run, @Variable("node") Node node) throws SQLException {
        run.start(node);
        Relation relation = run.graph().relation(node);
        makeSchema(relation);
        Existing existing = run.existing(relation);
        List<String> statements = switch (node.materialized()) {
            case "seed" -> materialization.seed(node, relation, existing);
            case "snapshot" -> snapshot(run, node, relation, existing);
            case "incremental" -> incremental(run, node, relation, existing);
            default -> plain(run, node, relation, existing);
        };
        return String.join(";\n", statements);
    }

    private void makeSchema(Relation relation) throws SQLException {
        if (!relation.getSchema().equals(Warehouse.BUILD)) {
            relations.makeSchema(relation.getSchema());
        }
    }

    private List<String> snapshot(ProjectRun run, Node node, Relation relation, Existing existing) throws SQLException {
        String select = select(run, node).text();
        SnapshotMaterialization snapshot = new SnapshotMaterialization(node, relation, run.graph().invocation().startedAtText());
        return existing == null ? snapshot.first(select) : snapshot.next(select, existing);
    }

    private List<String> plain(ProjectRun run, Node node, Relation relation, Existing existing) throws SQLException {
        Select select = select(run, node);
        return node.materialized().equals("table") ? materialization.table(relation, select.text(), existing)
            : materialization.view(relation, select.text(), existing, select.columns().keySet());
    }

    private List<String> incremental(ProjectRun run, Node node, Relation relation, Existing existing) throws SQLException {
        boolean isIncrement = existing != null && existing.isTable() && !run.order().fullRefresh();
        if (!isIncrement) {
            return materialization.first(node, relation, select(run, node).text(), existing);
        }
        // Looking the select over first would have it planned twice.
        String create = materialization.changes(relation, compiled(run, node, true));
        Map<String, String> columns = checked(node, create, () -> relations.make(relation.beside(Materialization.CHANGES), create));
        run.isChanged(node);
        return materialization.increment(node, relation, existing, columns, run.existing(relation.beside(Materialization.PENDING)));
    }

    private String compiled(ProjectRun run, Node node, boolean isIncrement) {
        String text = run.graph().compile(node, isIncrement);
        run.compiled(node, text);
        artifacts.compiled(node, text);
        return text;
    }

    private record Select(String text, Map<String, String> columns) {
    }

    /** With the types of its columns, after the engine has looked it over without running it. */
    private Select select(ProjectRun run, Node node) throws SQLException {
        String text = compiled(run, node, false);
        return new Select(text, checked(node, text, () -> relations.columns(text)));
    }

    /** Types by names. */
    private interface Columns {
        Map<String, String> find() throws SQLException;
    }

    private static Map<String, String> checked(Node node, String sql, Columns columns) throws SQLException {
        try {
            return columns.find();
        } catch (SQLException e) {
            if (SqlError.isOfQuery(e)) {
                throw refused(node, sql, e);
            }
            throw e;
        }
    }

    private static TalonException refused(Node node, String sql, SQLException e) {
        String said = OneLine.of(String.valueOf(e.getMessage()));
        return new TalonException("warehouse/" + SqlError.place(node, sql, e) + ": the engine refuses " + node.type() + " " + node.name() + ": " + said + ".",
            "Correct the file; what it was rendered to is in talon.home/target/compiled/" + node.file() + ".", e);
    }

    public Result built(@Variable("project") ProjectRun run, @Variable("node") Node node) throws SQLException {
        Relation relation = run.graph().relation(node);
        boolean isPartial = run.hasChanges(node.id());
        long rows = node.materialized().equals("view") ? 0 : relations.count(isPartial ? relation.beside(Materialization.CHANGES) : relation);
        return run.end(node, "success", rows, List.of(), null);
    }

    /** Those that are built first. */
    public List<Node> first(@Variable("project") ProjectRun run) {
        return run.turns().first();
    }

    /** Those whose turn has come because a node was built. */
    public List<Node> next(@Variable("project") ProjectRun run, @Variable("node") Node built) {
        return run.turns().after(built);
    }

    /** Writes the project's documentation as a page, with what the last run and the last look at freshness came to. */
    public Path document() throws SQLException, IOException {
        ProjectRun run = begin(Order.EVERYTHING);
        Map<String, Long> counts = new HashMap<>();
        for (Relation relation : run.relations()) {
            counts.put(relation.toString(), relations.count(relation));
        }
        return artifacts.document(run.graph(), counts);
    }

    /**
     * How fresh the sources are for which that is declared.
     *
     * @param isOn tells of a source's name whether anything is to be expected of it
     */
    public List<Freshness> freshness(ProjectRun run, Predicate<String> isOn) throws SQLException {
        List<Freshness> found = new ArrayList<>();
        for (Source source : run.graph().sources()) {
            if (source.isWatched() && isOn.test(source.name())) {
                found.add(Freshness.of(source, relations.newest(source.relation(), source.loadedAtField()), clock.instant()));
            }
        }
        artifacts.write("sources.json", Freshness.file(found, Manifest.metadata("sources/v3", run.graph())));
        return found;
    }

    /**
     * What was changed has been tested and published, and is needed no more: what is not there need not be put in order by a checkpoint.
     *
     * @param run null if another runner built
     */
    public void forget(@Variable("project") ProjectRun run) throws SQLException {
        if (run != null) {
            relations.drop(run.changes());
        }
    }

    /** @param run null where none has begun */
    public void leave(@Variable("project") ProjectRun run) {
        if (run != null) {
            run.turns().end();
        }
    }

    /** Tests that were run by themselves leave their results. */
    public void tested(ProjectRun run) {
        artifacts.write(run);
    }

    /** A run that broke off leaves its results too; what held its publication has left them before. */
    public void broken(ProjectRun run, Node node, String message) {
        if (run != null && node != null) {
            run.broken(node, message);
            artifacts.write(run);
        }
    }
}
