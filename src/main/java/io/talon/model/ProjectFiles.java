package io.talon.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.talon.Packaged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The text files of a project, by their paths within it, in the order of their names. */
final class ProjectFiles {
    private static final YAMLMapper YAML = new YAMLMapper();
    private final Map<String, String> files = new TreeMap<>();

    /** @param folder on any file system, so one within a jar will do */
    ProjectFiles(Path folder) {
        for (Path file : Packaged.files(folder)) {
            files.put(folder.relativize(file).toString().replace('\\', '/'), text(file));
        }
        if (!files.containsKey("dbt_project.yml")) {
            throw new ProjectError("dbt_project.yml", "is missing, so this is no dbt project", "Write the packaged one with 'init'.");
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    List<TemplateFile> models() {
        return templates("models/");
    }

    List<TemplateFile> singularTests() {
        return templates("tests/");
    }

    private List<TemplateFile> templates(String folder) {
        return names(folder, ".sql").stream().map(file -> template(folder, file)).toList();
    }

    private TemplateFile template(String folder, String file) {
        String path = file.substring(folder.length());
        return new TemplateFile(baseName(file), path.contains("/") ? path.substring(0, path.indexOf('/')) : "", file, files.get(file));
    }

    static String baseName(String file) {
        return file.replaceAll(".*/", "").replaceAll("\\.[a-z]+$", "");
    }

    /** All macros of the project in one text. */
    String macros() {
        return names("macros/", ".sql").stream().map(files::get).collect(Collectors.joining("\n"));
    }

    /** Seeds: CSV by path. */
    Map<String, String> seeds() {
        return names("seeds/", ".csv").stream().collect(Collectors.toMap(file -> file, files::get, (a, b) -> a, TreeMap::new));
    }

    /** The parsed YAML files of models and seeds by path. */
    Map<String, JsonNode> properties() {
        Map<String, JsonNode> properties = new TreeMap<>();
        for (String folder : List.of("models/", "seeds/")) {
            names(folder, ".yml").forEach(file -> properties.put(file, yaml(file)));
        }
        return properties;
    }

    JsonNode project() {
        return yaml("dbt_project.yml");
    }

    private JsonNode yaml(String file) {
        try {
            return YAML.readTree(files.get(file));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new ProjectError(file + ":" + line, "is no valid YAML: " + e.getOriginalMessage(), "Correct the line.");
        }
    }

    private List<String> names(String folder, String ending) {
        return files.keySet().stream().filter(file -> file.startsWith(folder) && file.endsWith(ending)).toList();
    }
}
