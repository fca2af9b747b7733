package io.talon.transform;

import io.talon.model.Materialization.Existing;
import io.talon.model.Relation;
import io.talon.warehouse.Transactions;
import io.talon.warehouse.Warehouse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** What the warehouse has, and what a select would bring. */
final class Relations {
    private static final String COLUMNS = "select t.table_schema || '.' || t.table_name, t.table_type, c.column_name from information_schema.tables t "
        + "join information_schema.columns c on c.table_catalog = t.table_catalog and c.table_schema = t.table_schema and c.table_name = t.table_name "
        + "where t.table_schema = ? or t.table_schema like ? escape '\\' order by 1, c.ordinal_position";
    private static final String CLOCK = Warehouse.BUILD + "._last_run";
    private static final Relation DOUBT = new Relation(Warehouse.BUILD, "_untested");
    private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);
    private final DataSource warehouse;

    Relations(DataSource warehouse) {
        this.warehouse = warehouse;
    }

    /** Everything that was built, by its full name. */
    Map<String, Existing> built() throws SQLException {
        try (Connection connection = warehouse.getConnection(); PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, Warehouse.BUILD);
            statement.setString(2, Warehouse.BUILD + "\\_%");
            try (ResultSet rows = statement.executeQuery()) {
                return existing(rows);
            }
        }
    }

    private static Map<String, Existing> existing(ResultSet rows) throws SQLException {
        Map<String, Existing> found = new HashMap<>();
        while (rows.next()) {
            String type = rows.getString(2).contains("VIEW") ? "view" : "table";
            found.computeIfAbsent(rows.getString(1), name -> new Existing(type, new ArrayList<>())).columns().add(rows.getString(3));
        }
        return found;
    }

    /** Types of a select's columns by their names; it is checked, not run. */
    Map<String, String> columns(String select) throws SQLException {
        try (Connection connection = warehouse.getConnection(); PreparedStatement statement = connection.prepareStatement(select)) {
            ResultSetMetaData found = statement.getMetaData();
            Map<String, String> columns = new LinkedHashMap<>();
            for (int i = 1; i <= found.getColumnCount(); i++) {
                columns.put(found.getColumnName(i), found.getColumnTypeName(i));
            }
            return columns;
        }
    }

    /** How many different keys there are. */
    long count(Relation relation, List<String> key) throws SQLException {
        return count("(select distinct " + String.join(", ", key) + " from " + relation + ") as keys");
    }

    long count(Relation relation) throws SQLException {
        return count(relation.toString());
    }

    private long count(String rowsOf) throws SQLException {
        try (Connection connection = warehouse.getConnection(); Statement statement = connection.createStatement();
             ResultSet rows = statement.executeQuery("select count(*) from " + rowsOf)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** The newest instant, taken as UTC; null if there is none. */
    Instant newest(Relation relation, String field) throws SQLException {
        try (Connection connection = warehouse.getConnection(); Statement statement = connection.createStatement();
             ResultSet row = statement.executeQuery("select cast(max(" + field + ") as timestamp) from " + relation)) {
            row.next();
            LocalDateTime newest = row.getObject(1, LocalDateTime.class);
            return newest == null ? null : newest.toInstant(ZoneOffset.UTC);
        }
    }

    void makeSchema(String name) throws SQLException {
        execute("create schema if not exists " + name);
    }

    /** Makes a table, anew if it is there, and answers the types of its columns by their names. */
    Map<String, String> make(Relation table, String create) throws SQLException {
        together(List.of("drop table if exists " + table, create));
        return columns("select * from " + table);
    }

    void drop(List<Relation> tables) throws SQLException {
        together(tables.stream().map(table -> "drop table " + table).toList());
    }

    private void together(List<String> statements) throws SQLException {
        try (Connection connection = warehouse.getConnection()) {
            Transactions.run(connection, statements);
        }
    }

    /** Notes that from now on something may have been built and not tested. */
    void doubt() throws SQLException {
        execute("create table if not exists " + DOUBT + " (since timestamp)");
    }

    /** Notes that all that was built has passed its tests. */
    void trust() throws SQLException {
        execute("drop table if exists " + DOUBT);
    }

    static boolean isInDoubt(Map<String, Existing> built) {
        return built.containsKey(DOUBT.toString());
    }

    /** An instant for a run's stamp: now, and in any case later than that of the run before, even if the machine's clock was set back. */
    Instant tick(Instant now) throws SQLException {
        execute("create table if not exists " + CLOCK + " (started_at timestamp)", "insert into " + CLOCK + " select timestamp '1970-01-01' where not exists (select 1 from " + CLOCK + ")");
        try (Connection connection = warehouse.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("update " + CLOCK + " set started_at = greatest(started_at + interval '1 microsecond', timestamp '" + AT.format(now) + "')");
            try (ResultSet row = statement.executeQuery("select started_at from " + CLOCK)) {
                row.next();
                return row.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC);
            }
        }
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = warehouse.getConnection(); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
