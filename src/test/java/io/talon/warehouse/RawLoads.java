package io.talon.warehouse;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.sql.DataSource;

/** Puts exports into raw tables as the loader does: a run takes the place of what it brought before, under a new number. */
final class RawLoads {
    private final DataSource warehouse;
    private long loads;

    RawLoads(DataSource warehouse) {
        this.warehouse = warehouse;
    }

    /** Makes the tables that the models read. */
    void prepare() throws SQLException {
        execute("create schema if not exists raw");
        for (String source : List.of("total_scores", "section_scores", "groups")) {
            execute("create table if not exists raw.maestroqa_" + source + " (_run varchar, _interval_start varchar, _interval_end varchar, _row bigint, _load bigint)");
        }
    }

    void load(Export export) throws SQLException {
        loads++;
        execute("delete from raw.maestroqa_" + export.source() + " where _run = '" + export.run() + "'");
        if (export.rows().isEmpty()) {
            return;
        }
        List<String> columns = new ArrayList<>(new TreeSet<>(export.rows().stream().flatMap(row -> row.keySet().stream()).toList()));
        for (String column : columns) {
            execute("alter table raw.maestroqa_" + export.source() + " add column if not exists " + column + " varchar");
        }
        List<String> values = new ArrayList<>();
        for (Map<String, String> row : export.rows()) {
            values.add(values(export, columns, row, values.size() + 1));
        }
        execute("insert into raw.maestroqa_" + export.source() + " (" + String.join(", ", columns) + ", _run, _interval_start, _interval_end, _row, _load) values "
            + String.join(", ", values));
    }

    private String values(Export export, List<String> columns, Map<String, String> row, int number) {
        List<String> values = new ArrayList<>(columns.stream().map(row::get).map(RawLoads::literal).toList());
        values.addAll(List.of(literal(export.run()), literal(export.start().toString()), literal(export.end().toString()), "" + number, "" + loads));
        return "(" + String.join(", ", values) + ")";
    }

    private static String literal(String text) {
        return text == null ? "cast(null as varchar)" : "'" + text.replace("'", "''") + "'";
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = warehouse.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static List<List<Object>> rows(Connection connection, String sql) throws SQLException {
        List<List<Object>> found = new ArrayList<>();
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(rows.getObject(i));
                }
                found.add(row);
            }
        }
        return found;
    }
}
