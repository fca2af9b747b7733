package io.talon.model;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The settings of a node by dbt's names: of what is set more than once the innermost counts, and tags add up. */
public final class Config {
    private static final Map<String, Set<String>> KNOWN = Map.of(
        "model", Set.of("materialized", "unique_key", "incremental_strategy", "on_schema_change", "schema", "tags", "enabled", "meta", "docs"),
        "seed", Set.of("column_types", "schema", "tags", "enabled", "meta", "docs"),
        "snapshot", Set.of("strategy", "unique_key", "updated_at", "check_cols", "invalidate_hard_deletes", "hard_deletes", "target_schema", "schema", "tags",
            "enabled", "meta", "docs"),
        "test", Set.of("severity", "where", "store_failures", "tags", "enabled", "meta"),
        "source", Set.of("freshness", "loaded_at_field", "tags", "enabled", "meta"));
    private static final Map<String, Set<String>> VALUES = Map.of(
        "materialized", Set.of("view", "table", "incremental", "ephemeral"),
        "incremental_strategy", Set.of("delete+insert", "append"),
        "on_schema_change", Set.of("ignore", "fail", "append_new_columns", "sync_all_columns"),
        "strategy", Set.of("check", "timestamp"),
        "hard_deletes", Set.of("ignore", "invalidate"),
        "severity", Set.of("error", "warn"));
    static final Config NONE = new Config(Map.of());
    private final Map<String, Object> settings;

    private Config(Map<String, Object> settings) {
        this.settings = settings;
    }

    /** These settings under those, which count more. */
    Config under(Config inner) {
        Map<String, Object> both = new LinkedHashMap<>(settings);
        both.putAll(inner.settings);
        Set<String> tags = new LinkedHashSet<>(list("tags"));
        tags.addAll(inner.list("tags"));
        if (!tags.isEmpty()) {
            both.put("tags", List.copyOf(tags));
        }
        return new Config(both);
    }

    /**
     * @param type  of node
     * @param place file and line, for a refusal
     */
    Config with(String type, String name, Object value, String place) {
        if (!KNOWN.get(type).contains(name)) {
            throw new ProjectError(place, "the setting '" + name + "' of a " + type + " is not supported",
                "Those that are: " + String.join(", ", new TreeSet<>(KNOWN.get(type))) + ".");
        }
        Set<String> values = VALUES.get(name);
        if (values != null && !values.contains(String.valueOf(value).toLowerCase(Locale.ROOT))) {
            throw new ProjectError(place, name + " '" + value + "' is not supported", "Use one of: " + String.join(", ", new TreeSet<>(values)) + ".");
        }
        Map<String, Object> more = new LinkedHashMap<>(settings);
        more.put(name, value);
        return new Config(more);
    }

    public String text(String name, String otherwise) {
        return settings.get(name) == null ? otherwise : String.valueOf(settings.get(name));
    }

    /** One value or several, as a list. */
    public List<String> list(String name) {
        Object value = settings.get(name);
        return value == null ? List.of() : value instanceof Collection<?> several ? several.stream().map(String::valueOf).toList() : List.of(String.valueOf(value));
    }

    public boolean flag(String name, boolean otherwise) {
        return Boolean.parseBoolean(text(name, String.valueOf(otherwise)));
    }

    /** A setting that is itself a map, such as {@code meta}. */
    @SuppressWarnings("unchecked")
    public Map<String, Object> map(String name) {
        return settings.get(name) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    public Map<String, Object> all() {
        return settings;
    }
}
