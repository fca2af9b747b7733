package io.talon.model;

import java.util.Collection;
import java.util.stream.Collectors;

/** Words of SQL. */
final class Sql {
    private Sql() {
    }

    static String literal(String text) {
        return text.isEmpty() ? "cast(null as varchar)" : "'" + text.replace("'", "''") + "'";
    }

    /** A name, so that it can be nothing but a name. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String quoted(Collection<String> names) {
        return names.stream().map(Sql::quoted).collect(Collectors.joining(", "));
    }
}
