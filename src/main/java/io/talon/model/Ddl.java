package io.talon.model;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.List;
import java.util.stream.Collectors;

/** The words in which engines differ when a relation is built. */
final class Ddl {
    private Ddl() {
    }

    static String build(Target target, String materialized, String relation, String select) {
        if (target.type().equals("duckdb") || materialized.equals("view")) {
            return "create or replace " + materialized + " " + relation + " as\n" + select;
        }
        return "drop table if exists " + relation + " cascade;\ncreate " + materialized + " " + relation + " as\n" + select;
    }

    /** A table of text with the rows of a CSV. */
    static String seed(Target target, String file, String relation, String csv) {
        List<CsvRecord> records = CsvReader.builder().ofCsvRecord(csv).stream().toList();
        if (records.size() < 2) {
            throw new ProjectError(file, "a seed needs a header and a row", "Add them.");
        }
        String columns = String.join(", ", records.get(0).getFields());
        String rows = records.stream().skip(1).map(Ddl::row).collect(Collectors.joining(",\n"));
        return build(target, "table", relation, "select * from (values\n" + rows + ") as seed(" + columns + ")");
    }

    private static String row(CsvRecord record) {
        return record.getFields().stream().map(Ddl::literal).collect(Collectors.joining(", ", "(", ")"));
    }

    static String literal(String text) {
        return text.isEmpty() ? "cast(null as varchar)" : "'" + text.replace("'", "''") + "'";
    }
}
