package io.talon.warehouse;

import io.talon.warehouse.Publication.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

/** The mart as a DuckDB file of its own, replaced as a whole. */
public final class DuckDbMart implements Mart {
    private static final String SCHEMA = "mart.main.";
    private final Path file;
    private final DataSource warehouse;

    /** @param warehouse where the models are; null for a reader */
    public DuckDbMart(Path home, DataSource warehouse) {
        this.file = home.resolve("publish").resolve("mart.duckdb");
        this.warehouse = warehouse;
    }

    public Path file() {
        return file;
    }

    @Override
    public boolean exists() {
        return Files.exists(file);
    }

    @Override
    public String place() {
        return file.toString();
    }

    /** A copy of the last version takes the changes and then its place: copying bytes costs little beside writing rows anew. */
    @Override
    public void publish(Publication publication) throws SQLException, IOException {
        Path next = file.resolveSibling("mart.duckdb.next");
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(next);
        if (exists()) {
            Files.copy(file, next);
        }
        try (Connection connection = warehouse.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("detach database if exists mart");
            attach(statement, next);
            change(connection, statement, publication);
            statement.execute("detach mart");
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Transactions.run(connection, publication.known().toList());
        }
    }

    private static void attach(Statement statement, Path next) throws SQLException, IOException {
        String attach = "attach '" + next.toString().replace("'", "''") + "' as mart";
        try {
            statement.execute(attach);
        } catch (SQLException e) {
            // A mart that cannot be opened is made anew.
            Files.delete(next);
            try (Statement again = statement.getConnection().createStatement()) {
                again.execute(attach);
            }
        }
    }

    private static void change(Connection connection, Statement statement, Publication publication) throws SQLException {
        Map<String, List<String>> before = tables(statement);
        boolean isKnown = before.containsKey(ABOUT) && isKnown(statement);
        List<String> statements = new ArrayList<>();
        before.keySet().stream().filter(table -> !publication.names().contains(table) && !table.equals(ABOUT)).forEach(table -> statements.add("drop table " + SCHEMA + table));
        for (Part part : publication.parts()) {
            boolean isChange = isKnown && part.tracked() && part.columns().equals(before.get(part.name()));
            (isChange ? part.changes(SCHEMA + part.name()) : Stream.of("create or replace table " + SCHEMA + part.name() + " as " + part.select())).forEach(statements::add);
        }
        statements.add("create or replace table " + SCHEMA + ABOUT + " as " + publication.about());
        Transactions.run(connection, statements);
    }

    private static Map<String, List<String>> tables(Statement statement) throws SQLException {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        try (ResultSet rows = statement.executeQuery("select table_name, column_name from duckdb_columns() where database_name = 'mart' and schema_name = 'main' order by column_index")) {
            while (rows.next()) {
                tables.computeIfAbsent(rows.getString(1), name -> new ArrayList<>()).add(rows.getString(2));
            }
        }
        return tables;
    }

    /** Whether the changes that the warehouse keeps count of are those since this file was published. */
    private static boolean isKnown(Statement statement) throws SQLException {
        String sql = "select count(*) from duckdb_tables() where schema_name = '" + Warehouse.BUILD + "' and table_name = '" + ABOUT + "'";
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            if (row.getInt(1) == 0) {
                return false;
            }
        }
        try (ResultSet row = statement.executeQuery("select count(*) from " + SCHEMA + ABOUT + " as a join " + Warehouse.BUILD + "." + ABOUT + " as b on a.build = b.build")) {
            row.next();
            return row.getInt(1) == 1;
        }
    }

    @Override
    public Connection open() throws SQLException {
        Properties options = new Properties();
        options.setProperty("duckdb.read_only", "true");
        options.setProperty("enable_external_access", "false");
        options.setProperty("lock_configuration", "true");
        return DriverManager.getConnection("jdbc:duckdb:" + file, options);
    }
}
