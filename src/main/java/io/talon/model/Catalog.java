package io.talon.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The names that templates may refer to. */
record Catalog(Set<String> relations, List<SourceTable> sources) {

    boolean has(String relation) {
        return relations.contains(relation);
    }

    Optional<SourceTable> source(String source, String table) {
        return sources.stream().filter(found -> found.source().equals(source) && found.name().equals(table)).findFirst();
    }
}
