package io.talon.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.talon.dashboard.Element.Type;
import io.talon.question.Question;
import io.talon.semantic.Explore;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Makes a tile of YAML. */
final class ElementReader {
    private static final int COLUMNS = 24;
    private static final Set<String> KEYS = Set.of("name", "title", "type", "model", "explore", "fields", "pivots", "filters", "sorts", "limit", "total", "listen", "row", "col", "width",
        "height", "title_text", "body_text");
    private final DashboardReader dashboard;
    private final Place place;
    private final Set<String> filters;

    /** @param filters names of the dashboard's filters */
    ElementReader(DashboardReader dashboard, Place place, Set<String> filters) {
        this.dashboard = dashboard;
        this.place = place;
        this.filters = filters;
    }

    Element element(JsonNode yaml) {
        String name = yaml.path("name").asText(yaml.path("title").asText("?"));
        String what = "the tile '" + name + "'";
        dashboard.ignored(yaml, what, KEYS);
        return type(yaml, what) == Type.text ? text(yaml, name, what) : asking(yaml, name, what, dashboard.explore(yaml, what));
    }

    private Element text(JsonNode yaml, String name, String what) {
        return new Element(name, yaml.path("title_text").asText(), Type.text, null, List.of(), List.of(), Map.of(), List.of(), 1, false, Map.of(),
            number(yaml, what, "row"), number(yaml, what, "col"), width(yaml, what), number(yaml, what, "height"), yaml.path("body_text").asText());
    }

    private Element asking(JsonNode yaml, String name, String what, Explore explore) {
        List<String> fields = fields(yaml.path("fields"), what, explore);
        if (fields.isEmpty()) {
            throw place.error(what, "has no fields", "Name at least one.", "");
        }
        return new Element(name, yaml.path("title").asText(name), type(yaml, what), explore.name(), fields, fields(yaml.path("pivots"), what, explore),
            conditions(yaml.path("filters"), what, explore), sorts(yaml.path("sorts"), what, explore), yaml.path("limit").asInt(Question.LIMIT), yaml.path("total").asBoolean(),
            listen(yaml.path("listen"), what, explore), number(yaml, what, "row"), number(yaml, what, "col"), width(yaml, what), number(yaml, what, "height"), null);
    }

    private Type type(JsonNode yaml, String what) {
        String type = place.required(yaml, what, "type");
        return Arrays.stream(Type.values()).filter(one -> one.name().equals(type)).findFirst().orElseThrow(() -> place.error(what, "is a " + type + ", which is not shown here",
            "Those that are: " + Arrays.stream(Type.values()).map(Type::name).collect(Collectors.joining(", ")) + ".", type));
    }

    private List<String> fields(JsonNode list, String what, Explore explore) {
        return StreamSupport.stream(list.spliterator(), false).map(field -> dashboard.field(explore, field.asText(), what, LookerFields::ours)).toList();
    }

    private List<String> sorts(JsonNode list, String what, Explore explore) {
        return StreamSupport.stream(list.spliterator(), false).map(sort -> sort.asText().strip().split("\\s+"))
            .map(sort -> dashboard.field(explore, sort[0], what, LookerFields::ours) + " " + (sort.length > 1 ? sort[1] : "asc")).toList();
    }

    private Map<String, String> conditions(JsonNode yaml, String what, Explore explore) {
        Map<String, String> conditions = new LinkedHashMap<>();
        yaml.properties().forEach(one -> conditions.put(dashboard.field(explore, one.getKey(), what, LookerFields::oursForCondition), one.getValue().asText()));
        return conditions;
    }

    private Map<String, String> listen(JsonNode yaml, String what, Explore explore) {
        Map<String, String> listen = new LinkedHashMap<>();
        yaml.properties().forEach(one -> {
            if (!filters.contains(one.getKey())) {
                throw place.error(what, "listens to '" + one.getKey() + "', which is no filter of its dashboard", "Those that are: " + String.join(", ", filters) + ".", one.getKey());
            }
            listen.put(one.getKey(), dashboard.field(explore, one.getValue().asText(), what, LookerFields::oursForCondition));
        });
        return listen;
    }

    private int number(JsonNode yaml, String what, String key) {
        int number = yaml.path(key).asInt(-1);
        if (number < 0) {
            throw place.error(what, "has no " + key, "Give it a number.", "");
        }
        return number;
    }

    private int width(JsonNode yaml, String what) {
        int width = number(yaml, what, "width");
        if (number(yaml, what, "col") + width > COLUMNS) {
            throw place.error(what, "reaches beyond column " + COLUMNS, "Make col and width smaller.", "");
        }
        return width;
    }
}
