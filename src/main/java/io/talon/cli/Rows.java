package io.talon.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.talon.Count;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A query's rows as text. */
final class Rows {
    private Rows() {
    }

    static String table(ResultSet rows) throws SQLException {
        String[] header = header(rows);
        List<String[]> lines = lines(rows, "");
        return Table.of(lines, header) + "\n" + Count.of(lines.size(), "row");
    }

    static String csv(ResultSet rows) throws SQLException {
        StringWriter text = new StringWriter();
        try (CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            writer.writeRecord(header(rows));
            lines(rows, null).forEach(writer::writeRecord);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static String[] header(ResultSet rows) throws SQLException {
        ResultSetMetaData meta = rows.getMetaData();
        String[] header = new String[meta.getColumnCount()];
        for (int i = 0; i < header.length; i++) {
            header[i] = meta.getColumnLabel(i + 1);
        }
        return header;
    }

    private static List<String[]> lines(ResultSet rows, String absent) throws SQLException {
        List<String[]> lines = new ArrayList<>();
        int width = rows.getMetaData().getColumnCount();
        while (rows.next()) {
            String[] line = new String[width];
            for (int i = 0; i < width; i++) {
                String value = rows.getString(i + 1);
                line[i] = value == null ? absent : value;
            }
            lines.add(line);
        }
        return lines;
    }
}
