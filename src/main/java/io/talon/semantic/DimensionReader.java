package io.talon.semantic;

import com.fasterxml.jackson.databind.JsonNode;
import io.talon.model.Keys;
import io.talon.model.ProjectError;
import io.talon.semantic.Dimension.Type;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Makes dimensions of the columns that are declared as such; keys (entities) are dimensions too. */
final class DimensionReader {
    private static final Set<String> NUMBERS = Set.of("numeric", "decimal", "integer", "bigint", "double", "float", "number");
    private final Keys keys;
    private final String relation;
    private final Map<String, Dimension> dimensions = new LinkedHashMap<>();

    DimensionReader(Keys keys, String relation) {
        this.keys = keys;
        this.relation = relation;
    }

    Map<String, Dimension> dimensions(JsonNode columns) {
        columns.forEach(this::add);
        return dimensions;
    }

    private void add(JsonNode column) {
        String name = column.path("name").asText();
        if (column.has("dimension")) {
            JsonNode dimension = column.path("dimension");
            keys.only(dimension, "the dimension of " + name, name, Set.of("type", "name", "label", "description", "config"));
            put(column, dimension, type(column, dimension));
        } else if (column.has("entity")) {
            keys.only(column.path("entity"), "the entity of " + name, name, Set.of("type", "name", "label", "description", "config"));
            put(column, column.path("entity"), Type.TEXT);
        }
    }

    private void put(JsonNode column, JsonNode yaml, Type type) {
        String columnName = column.path("name").asText();
        keys.only(yaml.path("config"), "the config of " + columnName, columnName, Set.of("meta"));
        keys.only(yaml.path("config").path("meta"), "the meta of " + columnName, columnName, Set.of("restricted"));
        String name = yaml.path("name").asText(columnName);
        if (!name.matches("[a-z][a-z0-9]*(_[a-z0-9]+)*") || columnName.startsWith("_")) {
            throw error(columnName, "'" + name + "' of column " + columnName + " can be no dimension",
                "Use a-z, 0-9 and single _, and a column that does not begin with _, as those are not published.");
        }
        Dimension dimension = new Dimension(name, yaml.path("label").asText(name), yaml.path("description").asText(column.path("description").asText()), columnName, type,
            type == Type.DAY ? grain(column) : null, yaml.path("config").path("meta").path("restricted").asBoolean());
        if (dimensions.put(name, dimension) != null) {
            throw error(columnName, "a dimension '" + name + "' is there already", "Rename one of them.");
        }
    }

    private Type type(JsonNode column, JsonNode dimension) {
        String name = column.path("name").asText();
        String data = column.path("data_type").asText().toLowerCase(Locale.ROOT).replaceFirst("\\(.*", "");
        return switch (dimension.path("type").asText(dimension.asText())) {
            case "time" -> Type.DAY;
            case "categorical" -> data.equals("boolean") ? Type.FLAG : NUMBERS.contains(data) ? Type.NUMBER : Type.TEXT;
            default -> throw error(name, "the dimension of column " + name + " has type '" + dimension.path("type").asText() + "'", "Those that are: categorical, time.");
        };
    }

    private Grain grain(JsonNode column) {
        String name = column.path("name").asText();
        return Grain.of(column.path("granularity").asText()).orElseThrow(() -> error(name, "granularity of column " + name + " is '" + column.path("granularity").asText() + "'",
            "Those that are: day, week, month, quarter."));
    }

    private ProjectError error(String column, String problem, String remedy) {
        return new ProjectError(keys.place(relation, column), problem, remedy);
    }
}
