package io.talon;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * What is wrong with a text that was to be YAML, and where.
 *
 * @param line 0 where it is not known
 */
public record YamlFault(int line, String problem) {

    /** The parser's words begin with what it was about to read; what kept it from that comes after. */
    public static YamlFault of(JsonProcessingException e) {
        return e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null ? new YamlFault(marked.getProblemMark().getLine() + 1, marked.getProblem())
            : new YamlFault(e.getLocation() == null ? 0 : e.getLocation().getLineNr(), e.getOriginalMessage());
    }

    @Override
    public String toString() {
        return "line " + line + " is no valid YAML: " + problem;
    }
}
