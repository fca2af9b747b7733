package io.talon.sandbox;

import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;

/** Writes cells as they stand, because a date guarded without quotes is something no CSV writer writes. */
final class Csv {
    private final Writer out;

    Csv(Writer out) {
        this.out = out;
    }

    /** Texts as cells, quoted where they must be. */
    static List<String> cells(String... texts) {
        return Arrays.stream(texts).map(Csv::cell).toList();
    }

    static String cell(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    void line(List<String> cells) throws IOException {
        out.write(String.join(",", cells));
        out.write('\n');
    }
}
