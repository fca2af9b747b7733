package io.talon.warehouse;

import io.talon.warehouse.Publication.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.duckdb.DuckDBConnection;

/** The mart as a DuckDB file of its own, replaced as a whole. */
public final class DuckDbMart implements Mart {
    private static final String SCHEMA = "mart.main.";
    private final Path file;
    private final DataSource warehouse;
    /** The version that is being asked, kept open between questions, since opening it costs as much as an answer. */
    private Connection kept;
    private Object keptVersion;

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
            release();
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Transactions.run(connection, publication.known().toList());
        }
    }

    private static void attach(Statement statement, Path next) throws SQLException, IOException {
        String attach = "attach " + quoted(next) + " as mart";
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

    /** A question that is under way keeps the version that it began with. */
    @Override
    public synchronized Connection ask() throws SQLException {
        Object version = version();
        if (kept == null || !version.equals(keptVersion)) {
            release();
            kept = open();
            keptVersion = version;
        }
        Connection another = kept.unwrap(DuckDBConnection.class).duplicate();
        try (Statement statement = another.createStatement()) {
            statement.execute("use mart");
        }
        return another;
    }

    /** Where a file that is open cannot be replaced, it is not kept from it. */
    private synchronized void release() throws SQLException {
        if (kept != null) {
            kept.close();
            kept = null;
        }
    }

    private Object version() throws SQLException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return List.of(String.valueOf(attributes.fileKey()), attributes.lastModifiedTime(), attributes.size());
        } catch (IOException e) {
            throw new SQLException("The published mart cannot be read: " + e.getMessage(), e);
        }
    }

    /** Attached to a database of its own: one that is opened by its path would be shared with whoever still reads an older file of that path. */
    @Override
    public Connection open() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("attach " + quoted(file) + " as mart (read_only)");
            statement.execute("use mart");
            statement.execute("set enable_external_access = false");
            statement.execute("set lock_configuration = true");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }
}
