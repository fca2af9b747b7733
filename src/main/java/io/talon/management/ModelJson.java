package io.talon.management;

import io.talon.access.Access;
import io.talon.semantic.Dimension;
import io.talon.semantic.Explore;
import io.talon.semantic.Grain;
import io.talon.semantic.Metric;
import java.util.LinkedHashMap;
import java.util.Map;

/** An explore as the pages read it: what one person may name in a question. */
final class ModelJson {
    private ModelJson() {
    }

    static Map<String, Object> explore(Explore explore, Access access) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", explore.name());
        json.put("label", explore.label());
        json.put("description", explore.description());
        json.put("time", explore.time());
        json.put("dimensions", explore.dimensions().values().stream().filter(access::sees).map(ModelJson::dimension).toList());
        json.put("metrics", explore.shownMetrics().stream().map(ModelJson::metric).toList());
        json.put("filters", explore.filters());
        json.put("drill", explore.drill().stream().filter(field -> explore.part(field).map(part -> access.sees(part.dimension())).orElse(true)).toList());
        return json;
    }

    private static Map<String, Object> dimension(Dimension dimension) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", dimension.name());
        json.put("label", dimension.label());
        json.put("type", dimension.type().word());
        json.put("description", dimension.description());
        json.put("grains", dimension.grains().stream().map(Grain::word).toList());
        return json;
    }

    private static Map<String, Object> metric(Metric metric) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", metric.name());
        json.put("label", metric.label());
        json.put("description", metric.description());
        json.put("format", metric.format().pattern());
        json.put("unit", metric.format().unit());
        json.put("group", metric.group());
        json.put("good", metric.format().good());
        return json;
    }
}
