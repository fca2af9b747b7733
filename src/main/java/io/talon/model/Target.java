package io.talon.model;

import java.util.Map;

/**
 * What a project is compiled for.
 *
 * @param type      engine: duckdb or postgres
 * @param schema    where models are built
 * @param rawSchema where the sources' tables are
 */
public record Target(String type, String schema, String rawSchema) {

    public static Target duckdb(String schema, String rawSchema) {
        return new Target("duckdb", schema, rawSchema);
    }

    /** As {@code target} within a template. */
    Map<String, String> asVariable() {
        return Map.of("type", type, "schema", schema, "name", "talon");
    }

    String relation(String name) {
        return schema + "." + name;
    }

    String rawRelation(String name) {
        return rawSchema + "." + name;
    }
}
