package io.talon.warehouse;

import io.talon.warehouse.Publication.Part;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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
            return !tables(connection).isEmpty();
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
            Map<String, List<String>> before = tables(connection);
            boolean isKnown = before.containsKey(ABOUT);
            List<String> statements = new ArrayList<>(List.of("create schema if not exists " + SCHEMA));
            before.keySet().stream().filter(table -> !publication.names().contains(table) && !table.equals(ABOUT))
                .forEach(table -> statements.add("drop table " + SCHEMA + "." + table + " cascade"));
            publication.parts().forEach(part -> part(part, isKnown, before.get(part.name())).forEach(statements::add));
            statements.add("drop table if exists " + SCHEMA + "." + ABOUT);
            statements.add("create table " + SCHEMA + "." + ABOUT + " as " + publication.about());
            publication.known().forEach(statements::add);
            Transactions.run(connection, statements);
        }
    }

    /** @param before columns of the published table; null if there is none */
    private static Stream<String> part(Part part, boolean isKnown, List<String> before) {
        String table = SCHEMA + "." + part.name();
        if (!part.columns().equals(before)) {
            return Stream.concat(Stream.of("drop table if exists " + table + " cascade", "create table " + table + " as " + part.select()), index(part, table));
        }
        return isKnown && part.tracked() ? part.changes(table) : Stream.of("delete from " + table, "insert into " + table + " " + part.select());
    }

    private static Stream<String> index(Part part, String table) {
        return part.key().isEmpty() ? Stream.empty() : Stream.of("create index on " + table + " (" + String.join(", ", part.key()) + ")");
    }

    private static Map<String, List<String>> tables(Connection connection) throws SQLException {
        String sql = "select table_name, column_name from information_schema.columns where table_schema = ? order by table_name, ordinal_position";
        Map<String, List<String>> tables = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, SCHEMA);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    tables.computeIfAbsent(rows.getString(1), name -> new ArrayList<>()).add(rows.getString(2));
                }
            }
        }
        return tables;
    }
}
