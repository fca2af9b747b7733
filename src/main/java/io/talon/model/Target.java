package io.talon.model;

import java.util.Map;

/**
 * What a project is compiled for.
 *
 * @param type   engine: duckdb or postgres
 * @param schema where models are built
 */
public record Target(String type, String schema) {

    public boolean isDuckDb() {
        return type.equals("duckdb");
    }

    /** As {@code target} within a template. */
    Map<String, String> asVariable() {
        return Map.of("type", type, "schema", schema, "name", "talon");
    }

    /** As dbt names it: a schema of a node's own is appended to the target's. */
    String schema(String custom) {
        return custom.isBlank() ? schema : schema + "_" + custom;
    }
}
