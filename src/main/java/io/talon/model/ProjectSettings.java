package io.talon.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What dbt_project.yml says: the project's name, its variables, and the settings of its folders. */
final class ProjectSettings {
    private static final String FILE = "dbt_project.yml";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> PATHS = Map.of("model-paths", "models", "macro-paths", "macros", "test-paths", "tests", "seed-paths", "seeds",
        "snapshot-paths", "snapshots", "analysis-paths", "analyses");
    private static final Map<String, String> SECTIONS = Map.of("model", "models", "seed", "seeds", "snapshot", "snapshots", "test", "data_tests", "source", "sources");
    private final ProjectFiles files;
    private final JsonNode yaml;

    ProjectSettings(ProjectFiles files) {
        this.files = files;
        this.yaml = files.yaml(FILE);
        new Keys(files, FILE).only(yaml, "a project", "", Set.of("name", "version", "config-version", "profile", "require-dbt-version", "target-path", "clean-targets",
            "flags", "vars", "models", "seeds", "snapshots", "tests", "data_tests", "sources", "model-paths", "macro-paths", "test-paths", "seed-paths", "snapshot-paths",
            "analysis-paths"));
        PATHS.forEach(this::refuseOtherPath);
    }

    private void refuseOtherPath(String key, String folder) {
        JsonNode paths = yaml.path(key);
        if (!paths.isMissingNode() && !(paths.size() == 1 && paths.path(0).asText().equals(folder))) {
            throw new ProjectError(files.place(FILE, key), key + " other than [" + folder + "] is not supported", "Keep the folder's usual name.");
        }
    }

    String name() {
        return yaml.path("name").asText("talon");
    }

    Optional<Object> variable(String name) {
        JsonNode vars = yaml.path("vars");
        JsonNode value = vars.path(name()).has(name) ? vars.path(name()).path(name) : vars.path(name);
        return value.isMissingNode() ? Optional.empty() : Optional.of(JSON.convertValue(value, Object.class));
    }

    /** What is set for a node's folder, from the outermost to its own. */
    Config config(String type, List<String> folders) {
        JsonNode section = yaml.path(SECTIONS.get(type));
        Config config = settings(Config.NONE, type, section);
        JsonNode folder = section.path(name());
        config = settings(config, type, folder);
        for (String name : folders) {
            folder = folder.path(name);
            config = settings(config, type, folder);
        }
        return config;
    }

    private Config settings(Config config, String type, JsonNode folder) {
        Map<String, Object> own = new HashMap<>();
        folder.fields().forEachRemaining(field -> {
            if (field.getKey().startsWith("+")) {
                own.put(field.getKey(), JSON.convertValue(field.getValue(), Object.class));
            }
        });
        Config found = Config.NONE;
        for (Map.Entry<String, Object> setting : own.entrySet()) {
            found = found.with(type, setting.getKey().substring(1), setting.getValue(), files.place(FILE, SECTIONS.get(type), setting.getKey()));
        }
        return config.under(found);
    }
}
