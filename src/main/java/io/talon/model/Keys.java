package io.talon.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;

/** Refuses what is not known in YAML, rather than pass over it. */
public record Keys(ProjectFiles files, String file) {

    /** @param name of what the keys belong to, to find its line by */
    public void only(JsonNode yaml, String what, String name, Set<String> known) {
        for (Iterator<String> keys = yaml.fieldNames(); keys.hasNext();) {
            String key = keys.next();
            if (!known.contains(key)) {
                throw new ProjectError(files.place(file, name, key), "'" + key + "' of " + what + " is not supported", "Those that are: " + String.join(", ", new TreeSet<>(known)) + ".");
            }
        }
    }

    public String place(String... words) {
        return files.place(file, words);
    }
}
