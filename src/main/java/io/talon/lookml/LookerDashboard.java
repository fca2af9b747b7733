package io.talon.lookml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.talon.Packaged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Our dashboards are Looker's own but for two things: there each question names its model, and some conditions have other words. */
final class LookerDashboard {
    private static final YAMLMapper YAML = YAMLMapper.builder().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER).enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
        .disable(YAMLGenerator.Feature.SPLIT_LINES).build();

    private LookerDashboard() {
    }

    static List<Path> files(Path project) {
        Path folder = project.resolve("dashboards");
        return !Files.isDirectory(folder) ? List.of() : Packaged.files(folder).stream().filter(file -> file.toString().endsWith(".dashboard.lookml")).toList();
    }

    static String text(Path file) throws IOException {
        JsonNode dashboards = YAML.readTree(Files.readString(file));
        for (JsonNode dashboard : dashboards) {
            dashboard.path("filters").forEach(filter -> ask((ObjectNode) filter));
            dashboard.path("elements").forEach(element -> ask((ObjectNode) element));
        }
        return YAML.writeValueAsString(dashboards);
    }

    private static void ask(ObjectNode part) {
        if (part.has("explore")) {
            part.put("model", Lookml.MODEL);
        }
        if (part.has("default_value")) {
            part.put("default_value", LookerCondition.of(part.path("default_value").asText()));
        }
        if (part.path("filters").isObject()) {
            part.path("filters").properties().forEach(filter -> ((ObjectNode) part.path("filters")).put(filter.getKey(), LookerCondition.of(filter.getValue().asText())));
        }
    }
}
