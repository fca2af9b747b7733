package io.talon.lookml;

/** Writes LookML, indented. */
final class Block {
    private final StringBuilder text = new StringBuilder();
    private String indent = "";

    Block line(String line) {
        text.append(indent).append(line).append('\n');
        return this;
    }

    /** Of an empty value nothing is written. */
    Block text(String key, String value) {
        return value == null || value.isBlank() ? this : line(key + ": " + quoted(value));
    }

    /** SQL ends with two semicolons, which it therefore cannot hold. */
    Block sql(String key, String sql) {
        return line(key + ": " + sql.replace(";;", "; ;") + " ;;");
    }

    Block open(String head) {
        line(head + " {");
        indent += "  ";
        return this;
    }

    Block close() {
        indent = indent.substring(2);
        return line("}");
    }

    String text() {
        return text.toString();
    }

    static String quoted(String value) {
        return '"' + value.replaceAll("\\s+", " ").strip().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
