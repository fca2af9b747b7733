package io.talon.model;

import java.util.List;
import java.util.Set;

/**
 * Something that a run over the project does.
 *
 * @param id        as dbt writes it: {@code model.talon.wide_maestroqa}
 * @param type      model, seed, snapshot or test
 * @param file      path within the project
 * @param folders   below models, seeds, snapshots or tests; the first is the layer
 * @param dependsOn ids of what it reads
 * @param raw       the file's text; of a generic test its call
 * @param test      null if it is no generic test
 */
public record Node(String id, String type, String name, String file, List<String> folders, Config config, Description description, Set<String> dependsOn,
                   String raw, GenericTest test) {

    public boolean is(String type) {
        return this.type.equals(type);
    }

    /** view, table, incremental, ephemeral, seed, snapshot or test. */
    public String materialized() {
        return is("model") ? config.text("materialized", "view") : type;
    }

    public boolean isIncremental() {
        return materialized().equals("incremental");
    }

    public boolean isBuilt() {
        return !is("test") && !materialized().equals("ephemeral");
    }

    /** Whether it belongs to what is shown to people. */
    public boolean isPublished() {
        return isBuilt() && !folders.isEmpty() && folders.get(0).equals("marts");
    }

    /** Of the rows that replace others; none where rows are only added, whatever key is declared. */
    public List<String> uniqueKey() {
        return config.text("incremental_strategy", "").equals("append") ? List.of() : config.list("unique_key");
    }

    /** The columns of which each combination has one row; none if nothing is declared. */
    public List<String> grain() {
        Object grain = config.map("meta").getOrDefault("grain", description.meta().get("grain"));
        return grain instanceof List<?> columns ? columns.stream().map(String::valueOf).toList() : List.of();
    }

    /** Whether a failure of this test holds the publication. */
    public boolean isStrict() {
        return config.text("severity", "error").equalsIgnoreCase("error");
    }

    /** Whether the rows that fail this test are kept as a table. */
    public boolean isStored() {
        return config.flag("store_failures", false);
    }
}
