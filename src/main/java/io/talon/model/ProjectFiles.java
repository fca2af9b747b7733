package io.talon.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.talon.Packaged;
import io.talon.YamlFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The text files of a project, by their paths within it, in the order of their names. */
public final class ProjectFiles {
    private static final ObjectMapper YAML = new YAMLMapper();
    /** What dbt itself leaves in target/ is none of them, nor what an editor or a system hides. */
    private static final Pattern READ = Pattern.compile("(?!target/|(.*/)?[.]).*[.](sql|ya?ml|csv|lookml)");
    private final Map<String, String> files = new TreeMap<>();

    /** @param folder on any file system, so one within a jar will do */
    public ProjectFiles(Path folder) {
        for (Path file : Packaged.files(folder)) {
            String name = folder.relativize(file).toString().replace('\\', '/');
            if (READ.matcher(name).matches()) {
                files.put(name, text(file, name));
            }
        }
        if (!files.containsKey("dbt_project.yml")) {
            throw new ProjectError("dbt_project.yml", "is missing, so this is no dbt project", "Write the packaged one with 'init'.");
        }
        for (String packages : List.of("packages.yml", "dependencies.yml")) {
            if (files.containsKey(packages)) {
                throw new ProjectError(packages, "packages are not supported", "Copy the macros that you need into macros/, or set transform.runner=dbt.");
            }
        }
    }

    private static String text(Path file, String name) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new ProjectError(name, "is not in UTF-8", "Save it in UTF-8.");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** @param other null if there is none */
    boolean isSame(ProjectFiles other) {
        return other != null && files.equals(other.files);
    }

    /** The paths of all files below a folder that end so. */
    public List<String> names(String folder, String ending) {
        return files.keySet().stream().filter(file -> file.startsWith(folder) && file.endsWith(ending)).toList();
    }

    String text(String file) {
        return files.get(file);
    }

    static String baseName(String file) {
        return file.replaceAll(".*/", "").replaceAll("\\.[a-z]+$", "");
    }

    /** The folders below the first one: {@code models/marts/x.sql} has marts. */
    static List<String> folders(String file) {
        List<String> parts = Arrays.asList(file.split("/"));
        return parts.subList(1, parts.size() - 1);
    }

    public JsonNode yaml(String file) {
        try {
            return YAML.readTree(files.get(file));
        } catch (JsonProcessingException e) {
            YamlFault fault = YamlFault.of(e);
            throw new ProjectError(file + ":" + fault.line(), "is no valid YAML: " + fault.problem(), "Correct the line.");
        }
    }

    /** File and line of a word, looked for after the line of the word before it; as near as can be told without a parser of places. */
    public String place(String file, String... words) {
        String[] lines = files.get(file).split("\n", -1);
        int line = 0;
        for (String word : words) {
            int found = line;
            while (found < lines.length && !lines[found].matches(".*(^|\\W)" + Pattern.quote(word) + "(\\W|$).*")) {
                found++;
            }
            line = found < lines.length ? found : line;
        }
        return file + ":" + (line + 1);
    }
}
