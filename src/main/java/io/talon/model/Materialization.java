package io.talon.model;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The SQL that makes a select into what stands in the warehouse; all statements of one answer are one transaction. */
public final class Materialization {
    /** What the last incremental build changed, beside the table itself. */
    public static final String CHANGES = "__dbt_tmp";
    /** Keys that were changed since the last publication. */
    public static final String PENDING = "__pending";
    private final Target target;

    public Materialization(Target target) {
        this.target = target;
    }

    /**
     * A relation as it stands.
     *
     * @param type    table or view
     * @param columns in their order
     */
    public record Existing(String type, List<String> columns) {
        public boolean isTable() {
            return type.equals("table");
        }
    }

    /** @param existing what is there under this name; null if nothing */
    public List<String> view(Relation relation, String select, Existing existing, Collection<String> columns) {
        boolean fits = existing == null || !existing.isTable() && (target.isDuckDb() || existing.columns().equals(List.copyOf(columns)));
        String create = "create or replace view " + relation + " as\n" + select;
        return fits ? List.of(create) : Stream.concat(Stream.of(drop(relation, existing), create), dropBeside(relation)).toList();
    }

    /** What stood beside a table that is made anew says nothing of the new one. */
    static Stream<String> dropBeside(Relation relation) {
        return Stream.of(PENDING, CHANGES).map(suffix -> "drop table if exists " + relation.beside(suffix));
    }

    public List<String> table(Relation relation, String select, Existing existing) {
        String create = "create table " + relation + " as\n" + select;
        Stream<String> build = existing == null ? Stream.of(create) : Stream.of(drop(relation, existing), create);
        return Stream.concat(dropBeside(relation), build).toList();
    }

    private String drop(Relation relation, Existing existing) {
        return "drop " + (existing.isTable() ? "table " : "view ") + relation + (target.isDuckDb() ? "" : " cascade");
    }

    /** A table that later builds change; PostgreSQL finds its keys by an index, DuckDB by a scan of one column. */
    public List<String> first(Node node, Relation relation, String select, Existing existing) {
        List<String> statements = new ArrayList<>(table(relation, select, existing));
        if (!target.isDuckDb() && !node.uniqueKey().isEmpty()) {
            statements.add("create index on " + relation + " (" + String.join(", ", node.uniqueKey()) + ")");
        }
        return statements;
    }

    /** Puts what is new beside a table; lines are those of the select. */
    public String changes(Relation relation, String select) {
        return "create table " + relation.beside(CHANGES) + " as " + select;
    }

    /**
     * Takes in what stands beside: rows of the same key are replaced.
     *
     * @param columns types of what is new by their names
     * @param pending where count is kept of what changes; null if nothing was published yet
     */
    public List<String> increment(Node node, Relation relation, Existing existing, Map<String, String> columns, Existing pending) {
        Relation changes = relation.beside(CHANGES);
        List<String> statements = new ArrayList<>();
        if (!target.isDuckDb()) {
            statements.add("analyze " + changes);
        }
        List<String> into = new SchemaChange(node, relation, changes).apply(existing.columns(), columns, statements);
        if (!node.uniqueKey().isEmpty()) {
            String key = String.join(", ", node.uniqueKey());
            statements.add("delete from " + relation + " where (" + key + ") in (select " + key + " from " + changes + ")");
        }
        String names = Sql.quoted(into);
        statements.add("insert into " + relation + " (" + names + ") select " + names + " from " + changes);
        if (pending != null) {
            statements.add(isCountOf(node, pending) ? "insert into " + relation.beside(PENDING) + " select distinct " + String.join(", ", node.uniqueKey()) + " from " + changes
                : "drop table " + relation.beside(PENDING));
        }
        return statements;
    }

    /** Whether a table keeps count of the keys that a model has now; without one, or with others, all is published. */
    private static boolean isCountOf(Node node, Existing pending) {
        return !node.uniqueKey().isEmpty() && pending.columns().equals(node.uniqueKey());
    }

    /** A table of text with the rows of a CSV; {@code column_types} say what is more than text. */
    public List<String> seed(Node node, Relation relation, Existing existing) {
        List<CsvRecord> records = CsvReader.builder().ofCsvRecord(node.raw()).stream().toList();
        if (records.size() < 2) {
            throw new ProjectError(node.file(), "a seed needs a header and a row", "Add them.");
        }
        List<String> header = records.get(0).getFields();
        Map<String, Object> types = node.config().map("column_types");
        String columns = header.stream().map(column -> types.containsKey(column) ? "cast(" + column + " as " + types.get(column) + ") as " + column : column)
            .collect(Collectors.joining(", "));
        String rows = records.stream().skip(1).map(record -> row(node, record, header.size())).collect(Collectors.joining(",\n"));
        return table(relation, "select " + columns + " from (values\n" + rows + ") as seed(" + String.join(", ", header) + ")", existing);
    }

    private static String row(Node node, CsvRecord record, int fields) {
        if (record.getFieldCount() != fields) {
            throw new ProjectError(node.file() + ":" + record.getStartingLineNumber(), "has " + record.getFieldCount() + " fields where the header has " + fields, "Correct the line.");
        }
        return record.getFields().stream().map(Sql::literal).collect(Collectors.joining(", ", "(", ")"));
    }
}
