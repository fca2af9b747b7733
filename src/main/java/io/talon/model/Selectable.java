package io.talon.model;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a selection may choose: a node of the project or a source.
 *
 * @param id           as dbt writes it: {@code model.talon.wide_maestroqa}
 * @param type         model, seed, snapshot, test or source
 * @param path         of its file within the project; of a test in YAML, the YAML file
 * @param materialized null for what is not built
 * @param source       name of the source that a table belongs to; null for all others
 * @param testType     generic or singular; null for what is no test
 * @param dependsOn    ids of what it reads
 */
public record Selectable(String id, String type, String name, String path, Set<String> tags, String materialized, String source, String testType,
                         Set<String> dependsOn) {

    public boolean is(String type) {
        return this.type.equals(type);
    }

    /** Its names from the widest to the narrowest: {@code talon.marts.wide_maestroqa}, {@code marts.wide_maestroqa}, {@code wide_maestroqa}. */
    List<String> qualifiedNames() {
        List<String> parts = List.of(path.split("/"));
        Stream<String> folders = parts.stream().limit(parts.size() - 1).skip(1);
        String unscoped = Stream.concat(folders, Stream.of(name)).collect(Collectors.joining("."));
        return List.of(id.split("\\.")[1] + "." + unscoped, unscoped, name);
    }

    /** Its file and the folders around it. */
    Stream<String> pathAndFolders() {
        return Stream.iterate(path, Objects::nonNull, below -> below.contains("/") ? below.substring(0, below.lastIndexOf('/')) : null);
    }
}
