package io.talon.warehouse;

import io.talon.warehouse.Publication.Part;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** The mart as a schema beside the models, changed by one transaction: grants and views of others on it stay, as long as its columns do. */
public final class PostgresMart implements Mart {
    private static final String SCHEMA = "marts";
    private static final List<String> ABOUT_COLUMNS = List.of("build", "published_at", "tests_passed", "warnings", THROUGH, TESTS);
    private final String url;
    private final Properties login = new Properties();
    private final DataSource warehouse;

    /** @param warehouse where the models are; null for a reader */
    public PostgresMart(String url, String user, String password, DataSource warehouse) {
        this.url = url;
        this.warehouse = warehouse;
        login.setProperty("user", user);
        login.setProperty("password", password);
        login.setProperty("options", "-c search_path=" + SCHEMA + " -c default_transaction_read_only=on -c default_transaction_isolation=repeatable\\ read");
    }

    @Override
    public boolean exists() throws SQLException {
        try (Connection connection = open()) {
            return tables(connection).containsKey(SCHEMA + "." + ABOUT);
        }
    }

    @Override
    public String place() {
        return "schema " + SCHEMA + " of the warehouse";
    }

    @Override
    public Connection open() throws SQLException {
        return DriverManager.getConnection(url, login);
    }

    @Override
    public void publish(Publication publication) throws SQLException {
        try (Connection connection = warehouse.getConnection()) {
            Map<String, Map<String, String>> tables = tables(connection);
            Map<String, String> about = tables.getOrDefault(SCHEMA + "." + ABOUT, Map.of());
            List<String> statements = new ArrayList<>(List.of("create schema if not exists " + SCHEMA));
            List<String> kept = Stream.concat(Stream.of(ABOUT), publication.names().stream()).map((SCHEMA + ".")::concat).toList();
            tables.keySet().stream().filter(table -> table.startsWith(SCHEMA + ".") && !kept.contains(table))
                .forEach(table -> statements.add("drop table " + SCHEMA + "." + Warehouse.quoted(table.substring(SCHEMA.length() + 1)) + " cascade"));
            publication.parts().forEach(part -> part(part, !about.isEmpty(), tables).forEach(statements::add));
            about(List.copyOf(about.keySet()), publication.about()).forEach(statements::add);
            publication.known().forEach(statements::add);
            Transactions.run(connection, statements);
        }
    }

    /** A table that stays keeps the rights that others have on it, and readers need not wait for it. */
    private static Stream<String> about(List<String> before, String select) {
        String table = SCHEMA + "." + ABOUT;
        return before.equals(ABOUT_COLUMNS) ? Stream.of("delete from " + table, "insert into " + table + " " + select)
            : Stream.of("drop table if exists " + table, "create table " + table + " as " + select);
    }

    /** @param tables columns and their types by table */
    private static Stream<String> part(Part part, boolean isKnown, Map<String, Map<String, String>> tables) {
        String table = SCHEMA + "." + part.name();
        Map<String, String> built = tables.get(part.relation());
        List<String> shown = part.columns().stream().map(column -> column + " " + built.get(column)).toList();
        if (!shown.equals(tables.getOrDefault(table, Map.of()).entrySet().stream().map(column -> column.getKey() + " " + column.getValue()).toList())) {
            return Stream.concat(Stream.of("drop table if exists " + table + " cascade", "create table " + table + " as " + part.select()), index(part, table));
        }
        return isKnown && part.tracked() ? part.changes(table) : Stream.of("delete from " + table, "insert into " + table + " " + part.select());
    }

    private static Stream<String> index(Part part, String table) {
        return part.key().isEmpty() ? Stream.empty() : Stream.of("create index on " + table + " (" + String.join(", ", part.key()) + ")");
    }

    /** Of the mart its tables only: a view among them is somebody else's. */
    private static Map<String, Map<String, String>> tables(Connection connection) throws SQLException {
        Map<String, Map<String, String>> tables = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery("select nspname || '.' || relname, attname, format_type(atttypid, atttypmod) "
                + "from pg_attribute join pg_class on pg_class.oid = attrelid join pg_namespace on pg_namespace.oid = relnamespace where attnum > 0 and not attisdropped "
                + "and (relkind = 'r' or relkind = 'v' and nspname <> '" + SCHEMA + "') and nspname not in ('pg_catalog', 'information_schema') order by 1, attnum")) {
            while (rows.next()) {
                tables.computeIfAbsent(rows.getString(1), name -> new LinkedHashMap<>()).put(rows.getString(2), rows.getString(3));
            }
        }
        return tables;
    }
}
