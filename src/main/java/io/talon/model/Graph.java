package io.talon.model;

import io.talon.ConfigurationException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A project that was read: what there is to do, in the order of its references, and the SQL of each when its turn has come. */
public final class Graph implements Names {
    private static final String CTE = "__dbt__cte__";
    private final ProjectSettings settings;
    private final List<Source> sources;
    private final Map<String, Node> nodes;
    private final Templates templates;
    private final Invocation invocation;

    Graph(ProjectSettings settings, List<Source> sources, Map<String, Node> nodes, Templates templates, Invocation invocation) {
        this.invocation = invocation;
        this.settings = settings;
        this.sources = sources;
        this.templates = templates;
        this.nodes = ordered(nodes);
    }

    /** Each after all that it reads; among equals by name. */
    private static Map<String, Node> ordered(Map<String, Node> nodes) {
        Map<String, Node> done = new LinkedHashMap<>();
        nodes.values().forEach(node -> visit(node, nodes, done, new ArrayList<>()));
        return done;
    }

    private static void visit(Node node, Map<String, Node> nodes, Map<String, Node> done, List<String> path) {
        if (done.containsKey(node.id())) {
            return;
        }
        if (path.contains(node.name())) {
            throw new ProjectError(node.file(), "models refer to each other in a circle: " + String.join(" -> ", path.subList(path.indexOf(node.name()), path.size())) + " -> " + node.name(),
                "Break the circle.");
        }
        path.add(node.name());
        node.dependsOn().stream().filter(nodes::containsKey).forEach(id -> visit(nodes.get(id), nodes, done, path));
        path.remove(path.size() - 1);
        done.put(node.id(), node);
    }

    /** The same project for another run over it. */
    Graph at(Invocation invocation) {
        return new Graph(settings, sources, nodes, templates, invocation);
    }

    public Collection<Node> nodes() {
        return nodes.values();
    }

    public Optional<Node> node(String id) {
        return Optional.ofNullable(nodes.get(id));
    }

    public List<Source> sources() {
        return sources;
    }

    /** What is to be built of what was selected. */
    public Turns turns(Set<String> selected) {
        return new Turns(this, nodes.values().stream().filter(node -> node.isBuilt() && selected.contains(node.id())).toList());
    }

    /**
     * What dbt's selectors choose; without selectors everything is.
     *
     * @throws ConfigurationException if they choose nothing that could be built or tested
     */
    public Selection select(List<String> select, List<String> exclude) {
        Selection selection = Selection.of(Stream.concat(nodes.values().stream().map(Graph::selectable), sources.stream().map(Graph::selectable)).toList(), select, exclude);
        if (!(select.isEmpty() && exclude.isEmpty()) && Collections.disjoint(selection.ids(), nodes.keySet())) {
            String why = selection.warnings().isEmpty() ? "What is selected holds nothing that is built or tested." : String.join(" ", selection.warnings());
            throw new ConfigurationException(why, "Nothing was done. Correct the selectors: a name, +name, name+, tag:daily, path:models/marts.");
        }
        return selection;
    }

    private static Selectable selectable(Node node) {
        String testType = !node.is("test") ? null : node.test() == null ? "singular" : "generic";
        return new Selectable(node.id(), node.type(), node.name(), node.file(), Set.copyOf(node.config().list("tags")), node.is("test") ? null : node.materialized(), null, testType, node.dependsOn());
    }

    private static Selectable selectable(Source source) {
        return new Selectable(source.id(), "source", source.name(), source.file(), Set.copyOf(source.config().list("tags")), null, source.source(), null, Set.of());
    }

    public List<Node> tests() {
        return nodes.values().stream().filter(node -> node.is("test")).toList();
    }

    public List<Node> tests(Set<String> selected) {
        return tests().stream().filter(node -> selected.contains(node.id())).toList();
    }

    public Invocation invocation() {
        return invocation;
    }

    public Relation relation(Node node) {
        return new Relation(invocation.target().schema(node.config().text("target_schema", node.config().text("schema", ""))), node.name());
    }

    /**
     * The select of a model, a snapshot or a test of its own.
     *
     * @param incremental what {@code is_incremental()} says
     */
    public String compile(Node node, boolean incremental) {
        Rendering rendering = new Rendering(node.type(), node.file(), this, invocation, incremental);
        return withEphemerals(templates.render(node.raw(), rendering, node.is("test") ? null : relation(node)), rendering.dependsOn());
    }

    /**
     * The select of a test from YAML.
     *
     * @param on what it looks at: the relation, or some of its rows
     */
    public String compile(Node test, Object on) {
        GenericTest generic = test.test();
        String where = test.config().text("where", "");
        String sql = generic.sql(where.isBlank() ? on : "(select * from " + on + " where " + where + ")", generic.to() == null ? null : parents(generic, on));
        return withEphemerals(sql, test.dependsOn());
    }

    /** Some rows are compared with the parents that they name: engines would hash all of them. */
    private Object parents(GenericTest test, Object on) {
        Object all = relation(test.to());
        return on.toString().equals(relation(test.on()).toString()) ? all : "(select " + test.field() + " from " + all + " where " + test.field() + " in (select " + test.column() + " from " + on + "))";
    }

    private String withEphemerals(String sql, Set<String> dependsOn) {
        Map<String, String> expressions = new LinkedHashMap<>();
        new TreeSet<>(dependsOn).forEach(id -> collect(id, expressions));
        return CommonTables.prepend(expressions, sql);
    }

    private void collect(String id, Map<String, String> expressions) {
        Node node = nodes.get(id);
        if (node == null || !node.materialized().equals("ephemeral") || expressions.containsKey(CTE + node.name())) {
            return;
        }
        node.dependsOn().forEach(parent -> collect(parent, expressions));
        Rendering rendering = new Rendering(node.type(), node.file(), this, invocation, false);
        expressions.put(CTE + node.name(), templates.render(node.raw(), rendering, relation(node)));
    }

    @Override
    public String id(String name) {
        return nodes.values().stream().filter(node -> !node.is("test") && node.name().equals(name)).map(Node::id).findFirst().orElse(null);
    }

    @Override
    public Object relation(String id) {
        Node node = nodes.get(id);
        if (node == null) {
            return sources.stream().filter(source -> source.id().equals(id)).map(Source::relation).findFirst().orElseThrow();
        }
        return node.materialized().equals("ephemeral") ? CTE + node.name() : relation(node);
    }

    @Override
    public Optional<Source> source(String source, String table) {
        return sources.stream().filter(found -> found.source().equals(source) && found.name().equals(table)).findFirst();
    }

    @Override
    public Optional<Object> variable(String name) {
        return settings.variable(name);
    }

    @Override
    public String project() {
        return settings.name();
    }
}
