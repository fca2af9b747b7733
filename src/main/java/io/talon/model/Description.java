package io.talon.model;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

/** What a YAML file says of a relation. */
public record Description(String text, List<Column> columns, Map<String, Object> meta) {
    static final Description NONE = new Description("", List.of(), Map.of());

    /** @param dataType empty where none is declared */
    public record Column(String name, String description, String dataType) {
    }

    static Description of(JsonNode yaml, Map<String, Object> meta) {
        List<Column> columns = StreamSupport.stream(yaml.path("columns").spliterator(), false)
            .map(column -> new Column(column.path("name").asText(), column.path("description").asText().strip(), column.path("data_type").asText())).toList();
        return new Description(yaml.path("description").asText().strip(), columns, meta);
    }
}
