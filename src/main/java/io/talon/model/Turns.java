package io.talon.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whose turn it is to be built: a node's has come when all that it reads is built, and it comes once. */
public final class Turns {
    private final Graph graph;
    private final List<Node> waiting;
    private final Set<String> unbuilt = new HashSet<>();

    Turns(Graph graph, List<Node> nodes) {
        this.graph = graph;
        this.waiting = new ArrayList<>(nodes);
        nodes.forEach(node -> unbuilt.add(node.id()));
    }

    /** Those that wait for nobody; each is answered once. */
    public synchronized List<Node> first() {
        List<Node> ready = waiting.stream().filter(node -> !waits(node, new HashSet<>())).toList();
        waiting.removeAll(ready);
        return ready;
    }

    /** Those that waited for this one last. */
    public synchronized List<Node> after(Node built) {
        unbuilt.remove(built.id());
        return first();
    }

    /** Nobody gets a turn any more. */
    public synchronized void end() {
        waiting.clear();
    }

    /** Whether all is built. */
    public synchronized boolean areOver() {
        return unbuilt.isEmpty();
    }

    /** Whether it reads what is to be built, also through what stands and is not built this time, such as a view. */
    private boolean waits(Node node, Set<String> seen) {
        return node.dependsOn().stream().anyMatch(id -> unbuilt.contains(id) || seen.add(id) && graph.node(id).filter(read -> waits(read, seen)).isPresent());
    }
}
