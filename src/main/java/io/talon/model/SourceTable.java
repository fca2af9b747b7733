package io.talon.model;

import java.util.List;

/** A table that the project reads and does not build. */
public record SourceTable(String source, String name, String identifier, List<String> columns) {
}
