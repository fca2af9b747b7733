package io.talon.transform;

import io.talon.model.Graph;
import io.talon.model.Materialization;
import io.talon.model.Materialization.Existing;
import io.talon.model.Node;
import io.talon.model.Relation;
import io.talon.model.Selection;
import io.talon.model.Source;
import io.talon.model.Turns;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** One run over the project, from its first model to its last test: what is to be done and what became of it. */
public final class ProjectRun {
    private final Graph graph;
    private final Order order;
    private final Selection selection;
    private final Turns turns;
    private final Map<String, Existing> existing;
    private final Clock clock;
    private final boolean isInDoubt;
    private volatile boolean isToPublish;
    private final Map<String, Instant> started = new ConcurrentHashMap<>();
    private final Map<String, String> compiled = new ConcurrentHashMap<>();
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private final Map<String, Result> results = Collections.synchronizedMap(new LinkedHashMap<>());

    ProjectRun(Graph graph, Order order, Selection selection, Map<String, Existing> existing, Clock clock) {
        this.graph = graph;
        this.order = order;
        this.selection = selection;
        this.turns = graph.turns(selection.ids());
        this.existing = new ConcurrentHashMap<>(existing);
        this.isInDoubt = Relations.isInDoubt(existing);
        this.clock = clock;
    }

    public Graph graph() {
        return graph;
    }

    public Order order() {
        return order;
    }

    /** Sentences about selectors that choose nothing. */
    public List<String> remarks() {
        return selection.warnings();
    }

    Turns turns() {
        return turns;
    }

    /** Whether something was not built, once nobody's turn comes any more. */
    public boolean isBrokenOff() {
        return !turns.areOver();
    }

    /** Those that were chosen; all, if an earlier build ended before its tests had passed, as what it built is published too. */
    public List<Node> getTests() {
        List<Node> chosen = graph.tests(selection.ids());
        return !isToPublish || !isInDoubt ? chosen
            : graph.tests().stream().filter(test -> read(test).allMatch(node -> isChosen(node) || existing(graph.relation(node)) != null)).toList();
    }

    /** Whether all that this run built has been tested by it. */
    boolean isTested() {
        return graph.tests().stream().filter(test -> read(test).anyMatch(this::isChosen)).allMatch(test -> results.containsKey(test.id()));
    }

    /** What a test reads that is built. */
    private Stream<Node> read(Node test) {
        return test.dependsOn().stream().map(graph::node).flatMap(Optional::stream).filter(Node::isBuilt);
    }

    private boolean isChosen(Node node) {
        return selection.ids().contains(node.id());
    }

    void forPublication() {
        isToPublish = true;
    }

    /** Whether an earlier build has left what it changed without having tested it. */
    boolean isInDoubt() {
        return isInDoubt;
    }

    /** Whether nothing is there that could take in only what is new. */
    boolean isOfEverything() {
        return order.fullRefresh() || graph.nodes().stream().noneMatch(node -> node.isIncremental() && existing(graph.relation(node)) != null);
    }

    /** A node's turn has come. */
    void start(Node node) {
        started.put(node.id(), clock.instant());
    }

    /** What is in the warehouse under this name; null if nothing. */
    Existing existing(Relation relation) {
        return existing.get(relation.toString());
    }

    void compiled(Node node, String select) {
        compiled.put(node.id(), select);
    }

    /** Notes that a build took in some rows and left the others as they were. */
    void isChanged(Node node) {
        changed.add(node.id());
    }

    /** Whether the rows that this run changed in a relation stand beside it. */
    boolean hasChanges(String id) {
        return changed.contains(id);
    }

    /** The tables beside relations that have the rows that this run changed. */
    List<Relation> changes() {
        return graph.nodes().stream().filter(node -> hasChanges(node.id())).map(node -> graph.relation(node).beside(Materialization.CHANGES)).toList();
    }

    Result end(Node node, String status, long rows, List<Map<String, Object>> examples, String message) {
        Instant now = clock.instant();
        Result result = new Result(node, status, started.getOrDefault(node.id(), now), now, rows, examples, message, compiled.get(node.id()));
        results.put(node.id(), result);
        return result;
    }

    /** A node has failed, and what has not ended yet is left out. */
    void broken(Node failed, String message) {
        turns.end();
        end(failed, "error", 0, List.of(), message);
        graph.nodes().stream().filter(node -> selection.ids().contains(node.id()) && (node.isBuilt() || node.is("test")) && !results.containsKey(node.id()))
            .forEach(node -> end(node, "skipped", 0, List.of(), null));
    }

    /** All tables and views that are there, sources too. */
    List<Relation> relations() {
        return Stream.concat(graph.nodes().stream().filter(Node::isBuilt).map(graph::relation).filter(relation -> existing(relation) != null),
            graph.sources().stream().map(Source::relation)).toList();
    }

    public List<Result> results() {
        synchronized (results) {
            return List.copyOf(results.values());
        }
    }

    public int getBuilt() {
        return (int) results().stream().filter(result -> result.node().isBuilt()).count();
    }

    public int getPassed() {
        return (int) results().stream().filter(result -> result.status().equals("pass")).count();
    }

    public int getWarnings() {
        return (int) results().stream().filter(result -> result.status().equals("warn")).count();
    }
}
