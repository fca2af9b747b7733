package io.talon.semantic;

import com.fasterxml.jackson.databind.JsonNode;
import io.talon.model.Keys;
import io.talon.model.ProjectError;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Makes an explore of a model in YAML. */
final class ExploreReader {
    private static final Set<String> META = Set.of("label", "about", "filters", "drill");
    private final Keys keys;
    private final JsonNode model;
    private final String relation;

    ExploreReader(Keys keys, JsonNode model) {
        this.keys = keys;
        this.model = model;
        this.relation = model.path("name").asText();
    }

    Explore explore() {
        JsonNode semantic = model.path("semantic_model");
        JsonNode meta = semantic.path("config").path("meta");
        keys.only(semantic, "a semantic model", relation, Set.of("enabled", "name", "config"));
        keys.only(semantic.path("config"), "the config of a semantic model", relation, Set.of("meta"));
        keys.only(meta, "the meta of a semantic model", relation, META);
        Map<String, Dimension> dimensions = new DimensionReader(keys, relation).dimensions(model.path("columns"));
        Map<String, Metric> metrics = new MetricReader(keys, relation, columns(), primaryEntity(), dimensions).metrics(model.path("metrics"));
        String name = semantic.path("name").asText(relation);
        Explore explore = new Explore(name, meta.path("label").asText(name), meta.path("about").asText(model.path("description").asText().strip()), relation,
            time(dimensions), dimensions, metrics, filters(meta), texts(meta.path("drill")));
        check(explore);
        return explore;
    }

    /** Those that are published. */
    private Set<String> columns() {
        Set<String> columns = new LinkedHashSet<>();
        model.path("columns").forEach(column -> columns.add(column.path("name").asText()));
        columns.removeIf(column -> column.startsWith("_"));
        return columns;
    }

    private String primaryEntity() {
        return StreamSupport.stream(model.path("columns").spliterator(), false).map(column -> column.path("entity"))
            .filter(entity -> entity.path("type").asText().equals("primary"))
            .findFirst().map(entity -> entity.path("name").asText()).orElse(model.path("primary_entity").asText());
    }

    private String time(Map<String, Dimension> dimensions) {
        String column = model.path("agg_time_dimension").asText();
        return dimensions.values().stream().filter(dimension -> dimension.isDay() && dimension.name().equals(column)).findFirst().map(Dimension::name)
            .orElseThrow(() -> new ProjectError(keys.place(relation, "agg_time_dimension"),
                "agg_time_dimension of " + relation + " is '" + column + "', which is no dimension of type time",
                "Name one that is."));
    }

    private static Map<String, String> filters(JsonNode meta) {
        Map<String, String> filters = new LinkedHashMap<>();
        meta.path("filters").properties().forEach(filter -> filters.put(filter.getKey(), filter.getValue().asText()));
        return filters;
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
    }

    private void check(Explore explore) {
        for (String metric : explore.metrics().keySet()) {
            if (explore.part(metric).isPresent()) {
                throw new ProjectError(keys.place(relation, "metrics", metric), "'" + metric + "' is both a dimension and a metric", "Rename one of them.");
            }
        }
        explore.filters().keySet().forEach(field -> known(explore, field, "filters"));
        explore.drill().forEach(field -> known(explore, field, "drill"));
    }

    private void known(Explore explore, String field, String where) {
        if (explore.part(field).isEmpty() && explore.metric(field).isEmpty()) {
            throw new ProjectError(keys.place(relation, where),
                where + " of " + explore.name() + " names '" + field + "', which it does not have", "Name a dimension or a metric.");
        }
    }
}
