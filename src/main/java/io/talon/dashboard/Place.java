package io.talon.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.talon.model.ProjectError;
import io.talon.model.ProjectFiles;

/** A file, and what is wrong in it. */
record Place(ProjectFiles files, String file) {

    /**
     * @param what is wrong, with its name in quotes
     * @param word in what belongs to it, by which the line is found; empty for the line of its name
     */
    ProjectError error(String what, String problem, String remedy, String word) {
        String name = what.replaceAll(".*'(.*)'.*", "$1");
        return new ProjectError(word.isEmpty() ? files.place(file, name) : files.place(file, name, word), what + " " + problem, remedy);
    }

    /** A text that must be there. */
    String required(JsonNode yaml, String what, String key) {
        String value = yaml.path(key).asText();
        if (value.isBlank()) {
            throw error(what, "has no " + key, "Give it one.", "");
        }
        return value;
    }
}
