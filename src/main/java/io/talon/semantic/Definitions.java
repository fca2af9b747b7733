package io.talon.semantic;

import com.fasterxml.jackson.databind.JsonNode;
import io.talon.Packaged;
import io.talon.model.Keys;
import io.talon.model.ProjectError;
import io.talon.model.ProjectFiles;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the numbers mean: the semantic models of the dbt project, in dbt's latest form of them. What is not understood is refused, with file, item and reason. */
public final class Definitions {
    private final Map<String, Explore> explores = new LinkedHashMap<>();
    /** Of each metric its semantic model: to dbt their names are those of the whole project. */
    private final Map<String, String> metrics = new HashMap<>();

    private Definitions(ProjectFiles files) {
        for (String ending : List.of(".yml", ".yaml")) {
            files.names("models/", ending).forEach(file -> files.yaml(file).path("models").forEach(model -> add(new Keys(files, file), model)));
        }
    }

    /** Those of the folder warehouse/, in the working folder or as packaged. */
    public static Definitions load(Path workingFolder) {
        return read(Packaged.folder(workingFolder, "warehouse"));
    }

    /** @param project folder of a dbt project, on any file system */
    public static Definitions read(Path project) {
        return new Definitions(new ProjectFiles(project));
    }

    private void add(Keys keys, JsonNode model) {
        if (!model.path("semantic_model").path("enabled").asBoolean()) {
            return;
        }
        Explore explore = new ExploreReader(keys, model).explore();
        if (explores.put(explore.name(), explore) != null) {
            throw new ProjectError(keys.place(explore.relation(), explore.name()), "a semantic model '" + explore.name() + "' is there already", "Rename one of them.");
        }
        for (String metric : explore.metrics().keySet()) {
            String other = metrics.put(metric, explore.name());
            if (other != null) {
                throw new ProjectError(keys.place(explore.relation(), "metrics", metric), "a metric '" + metric + "' is there already, of " + other,
                    "Rename one of them: to dbt metrics of all models are one list.");
            }
        }
    }

    public Collection<Explore> explores() {
        return explores.values();
    }

    public Optional<Explore> explore(String name) {
        return Optional.ofNullable(explores.get(name));
    }
}
