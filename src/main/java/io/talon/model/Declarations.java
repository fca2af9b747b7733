package io.talon.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the YAML files beside models and seeds declare: sources, and of every relation its description, settings and tests. */
final class Declarations {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> KINDS = Map.of("models", "model", "seeds", "seed", "snapshots", "snapshot");
    private static final Set<String> RELATION = Set.of("name", "description", "columns", "config", "data_tests", "tests", "meta", "tags", "docs",
        "semantic_model", "agg_time_dimension", "primary_entity", "metrics");
    private static final Set<String> COLUMN = Set.of("name", "description", "data_type", "data_tests", "tests", "meta", "tags", "quote",
        "entity", "dimension", "granularity");
    private static final Set<String> SOURCE = Set.of("name", "description", "schema", "tables", "config", "meta", "tags", "loader", "loaded_at_field", "freshness");
    private static final Set<String> TABLE = Set.of("name", "identifier", "description", "columns", "config", "data_tests", "tests", "meta", "tags", "loaded_at_field", "freshness");

    /** One test in YAML, not yet understood. */
    record Asked(String file, String relation, String column, JsonNode test) {
    }

    /** What is said of a relation. */
    record Declared(String type, String file, Config config, Description description) {
    }

    private final Map<String, Declared> relations = new LinkedHashMap<>();
    private final List<Source> sources = new ArrayList<>();
    private final List<Asked> tests = new ArrayList<>();
    private final ProjectSettings settings;

    Declarations(ProjectFiles files, ProjectSettings settings) {
        this.settings = settings;
        for (String folder : List.of("models/", "seeds/", "snapshots/")) {
            for (String ending : List.of(".yml", ".yaml")) {
                files.names(folder, ending).forEach(file -> read(new Keys(files, file), files.yaml(file)));
            }
        }
    }

    private void read(Keys keys, JsonNode yaml) {
        keys.only(yaml, "a properties file", "", Set.of("version", "models", "seeds", "snapshots", "sources", "macros", "exposures", "metrics", "semantic_models", "saved_queries"));
        KINDS.forEach((section, type) -> yaml.path(section).forEach(relation -> relation(keys, type, relation)));
        yaml.path("sources").forEach(source -> source.path("tables").forEach(table -> source(keys, source, table)));
        yaml.path("sources").forEach(source -> keys.only(source, "a source", source.path("name").asText(), SOURCE));
    }

    private void relation(Keys keys, String type, JsonNode yaml) {
        String name = yaml.path("name").asText();
        keys.only(yaml, "a " + type, name, RELATION);
        Declared before = relations.put(name, new Declared(type, keys.file(), config(keys, type, name, yaml), Description.of(yaml, meta(yaml))));
        if (before != null) {
            throw new ProjectError(keys.place(name), "'" + name + "' is described in " + before.file() + " too", "Describe it once.");
        }
        columns(keys, name, yaml);
    }

    private void columns(Keys keys, String name, JsonNode yaml) {
        for (JsonNode column : yaml.path("columns")) {
            String columnName = column.path("name").asText();
            keys.only(column, "a column", columnName, COLUMN);
            for (String key : List.of("tests", "data_tests")) {
                column.path(key).forEach(test -> tests.add(new Asked(keys.file(), name, columnName, test)));
            }
        }
        for (String key : List.of("tests", "data_tests")) {
            if (yaml.path(key).size() > 0) {
                throw new ProjectError(keys.place(name, key), "tests of the whole of '" + name + "' are not supported", "Put them under a column, declare a grain, or write a query of failing rows into tests/.");
            }
        }
    }

    private void source(Keys keys, JsonNode source, JsonNode table) {
        String name = table.path("name").asText();
        String group = source.path("name").asText();
        keys.only(table, "a source table", name, TABLE);
        if (name.isEmpty() || group.isEmpty()) {
            throw new ProjectError(keys.place("sources"), "a source or its table has no name", "Name it.");
        }
        columns(keys, "source:" + group + "." + name, table);
        Config config = settings.config("source", List.of()).under(config(keys, "source", group, source)).under(config(keys, "source", name, table));
        sources.add(new Source("source." + settings.name() + "." + group + "." + name, group, name, new Relation(source.path("schema").asText(group), table.path("identifier").asText(name)),
            keys.file(), Description.of(table, meta(table)), config, inherited(source, table, "freshness"), inherited(source, table, "loaded_at_field").asText("")));
    }

    /** A table's own word, or else its source's; each may stand under {@code config} too. */
    private static JsonNode inherited(JsonNode source, JsonNode table, String key) {
        for (JsonNode place : List.of(table.path("config"), table, source.path("config"))) {
            if (place.has(key)) {
                return place.path(key);
            }
        }
        return source.path(key);
    }

    private static Config config(Keys keys, String type, String name, JsonNode yaml) {
        Config config = Config.NONE;
        for (Map.Entry<String, JsonNode> setting : yaml.path("config").properties()) {
            config = config.with(type, setting.getKey(), JSON.convertValue(setting.getValue(), Object.class), keys.place(name, setting.getKey()));
        }
        for (String key : List.of("tags", "meta")) {
            if (yaml.has(key)) {
                config = config.under(Config.NONE.with(type, key, JSON.convertValue(yaml.path(key), Object.class), keys.place(name)));
            }
        }
        return config;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> meta(JsonNode yaml) {
        JsonNode meta = yaml.path("config").has("meta") ? yaml.path("config").path("meta") : yaml.path("meta");
        return meta.isObject() ? JSON.convertValue(meta, Map.class) : Map.of();
    }

    Map<String, Declared> relations() {
        return relations;
    }

    List<Source> sources() {
        return sources;
    }

    List<Asked> tests() {
        return tests;
    }
}
