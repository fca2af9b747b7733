package io.talon.transform;

import io.talon.model.Node;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.postgresql.util.PSQLException;

/** What an engine says of a select: whether the select is at fault, and in which line of the model's file. */
final class SqlError {
    private static final Pattern DUCKDB = Pattern.compile("LINE (\\d+):");

    private SqlError() {
    }

    /** Whether the text of the query is to blame, and not the state of the warehouse. */
    static boolean isOfQuery(SQLException e) {
        return e.getSQLState() != null ? e.getSQLState().startsWith("42") || e.getSQLState().startsWith("22")
            : String.valueOf(e.getMessage()).matches("(?s)(Parser|Binder|Catalog|Conversion|Not implemented|Invalid Input|Syntax) Error.*");
    }

    /** File and line; the file alone if the line comes from a macro or stands there more than once. */
    static String place(Node node, String compiled, SQLException e) {
        int line = line(compiled, e);
        List<String> lines = compiled.lines().toList();
        if (line < 1 || line > lines.size()) {
            return node.file();
        }
        String wanted = lines.get(line - 1).strip();
        List<String> raw = node.raw().lines().toList();
        if (raw.size() == lines.size()) {
            return node.file() + ":" + line;
        }
        List<Integer> found = IntStream.range(0, raw.size()).filter(i -> raw.get(i).strip().equals(wanted)).boxed().toList();
        return found.size() == 1 ? node.file() + ":" + (found.get(0) + 1) : node.file();
    }

    private static int line(String compiled, SQLException e) {
        if (e instanceof PSQLException postgres && postgres.getServerErrorMessage() != null && postgres.getServerErrorMessage().getPosition() > 0) {
            String before = compiled.substring(0, Math.min(compiled.length(), postgres.getServerErrorMessage().getPosition() - 1));
            return (int) before.chars().filter(c -> c == '\n').count() + 1;
        }
        Matcher duckdb = DUCKDB.matcher(String.valueOf(e.getMessage()));
        return duckdb.find() ? Integer.parseInt(duckdb.group(1)) : 0;
    }
}
