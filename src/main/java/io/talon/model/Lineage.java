package io.talon.model;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Who reads whom. */
final class Lineage {
    private final Map<String, Selectable> nodes = new HashMap<>();
    private final Map<String, Set<String>> children = new HashMap<>();

    Lineage(Collection<Selectable> nodes) {
        for (Selectable node : nodes) {
            this.nodes.put(node.id(), node);
            node.dependsOn().forEach(parent -> children.computeIfAbsent(parent, id -> new TreeSet<>()).add(node.id()));
        }
    }

    Collection<Selectable> nodes() {
        return nodes.values();
    }

    /** @return the given and what they read, up to so many steps away */
    Set<String> parents(Set<String> ids, int depth) {
        return walk(ids, depth, nodes.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, node -> node.getValue().dependsOn())));
    }

    /** @return the given and what reads them, up to so many steps away */
    Set<String> children(Set<String> ids, int depth) {
        return walk(ids, depth, children);
    }

    /** The tests that look at any of the given. */
    Set<String> tests(Set<String> ids) {
        return children(ids, 1).stream().filter(id -> nodes.get(id).is("test")).collect(Collectors.toSet());
    }

    private Set<String> walk(Set<String> ids, int depth, Map<String, Set<String>> edges) {
        Set<String> reached = new TreeSet<>(ids);
        Collection<String> last = ids;
        for (int step = 0; step < depth && !last.isEmpty(); step++) {
            last = last.stream().flatMap(id -> edges.getOrDefault(id, Set.of()).stream()).filter(nodes::containsKey).filter(reached::add).toList();
        }
        return reached;
    }
}
