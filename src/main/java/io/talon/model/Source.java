package io.talon.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A table that the project reads and does not build.
 *
 * @param source        the group it is declared in
 * @param freshness     as declared; missing where its age is not watched
 * @param loadedAtField the column or expression that says when a row came
 */
public record Source(String id, String source, String name, Relation relation, String file, Description description, Config config,
                     JsonNode freshness, String loadedAtField) {

    /** The names of its declared columns. */
    public List<String> columnNames() {
        return description.columns().stream().map(Description.Column::name).toList();
    }

    public boolean isWatched() {
        return freshness.isObject() && !loadedAtField.isBlank();
    }
}
