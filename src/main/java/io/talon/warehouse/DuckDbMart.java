package io.talon.warehouse;

import io.talon.warehouse.Publication.Part;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** The mart as a DuckDB file of its own, replaced as a whole. */
public final class DuckDbMart implements Mart {
    private static final String SCHEMA = "mart.main.";
    private final Path file;
    private final DataSource warehouse;
    private final MartReader reader;

    /** @param warehouse where the models are; null for a reader */
    public DuckDbMart(Path home, DataSource warehouse) {
        this.file = home.resolve("publish").resolve("mart.duckdb");
        this.warehouse = warehouse;
        this.reader = new MartReader(file);
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
        Path next = beside(".next");
        begin(next, publication);
        try (Connection connection = warehouse.getConnection()) {
            attach(connection, next);
            change(connection, publication);
            execute(connection, "checkpoint mart", "detach mart");
            reader.release();
            move(next, file);
            Transactions.run(connection, publication.known().toList());
        }
    }

    private Path beside(String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A copy that was made ahead tells by itself of which build it is. Where all is new, what was there would only take room. */
    private void begin(Path next, Publication publication) throws IOException {
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(next);
        Path ahead = beside(".ahead");
        if (publication.isAnew() || !exists()) {
            return;
        }
        if (Files.isRegularFile(ahead)) {
            move(ahead, next);
        } else {
            Files.copy(file, next);
        }
    }

    /** Copying is the longest part of publishing a long history, so it is done when nobody waits for it. */
    @Override
    public void copyAhead() throws IOException {
        Path copy = beside(".next");
        try {
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            force(copy);
            move(copy, beside(".ahead"));
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    /** What is not on the disk yet would be waited for with the next publication's changes. */
    private static void force(Path file) throws IOException {
        try (FileChannel written = FileChannel.open(file, StandardOpenOption.WRITE)) {
            written.force(false);
        }
    }

    /** A mart that cannot be opened is made anew. */
    private static void attach(Connection connection, Path next) throws SQLException, IOException {
        // The file is nobody's before it is whole: a log of its changes would be written for nothing.
        String attach = "attach " + quoted(next) + " as mart (recovery_mode no_wal_writes)";
        try {
            execute(connection, "detach database if exists mart", attach);
        } catch (SQLException e) {
            Files.deleteIfExists(next);
            execute(connection, attach);
        }
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static void change(Connection connection, Publication publication) throws SQLException {
        Map<String, List<String>> before = tables(connection);
        boolean isKnown = before.containsKey(ABOUT) && isKnown(connection);
        List<String> statements = new ArrayList<>();
        before.keySet().stream().filter(table -> !publication.names().contains(table) && !table.equals(ABOUT)).forEach(table -> statements.add("drop table " + SCHEMA + table));
        for (Part part : publication.parts()) {
            boolean isChange = isKnown && part.tracked() && part.columns().equals(before.get(part.name()));
            (isChange ? part.changes(SCHEMA + part.name()) : Stream.of("create or replace table " + SCHEMA + part.name() + " as " + part.select())).forEach(statements::add);
        }
        statements.add("create or replace table " + SCHEMA + ABOUT + " as " + publication.about());
        Transactions.run(connection, statements);
    }

    private static Map<String, List<String>> tables(Connection connection) throws SQLException {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery("select table_name, column_name from duckdb_columns() where database_name = 'mart' and schema_name = 'main' order by column_index")) {
            while (rows.next()) {
                tables.computeIfAbsent(rows.getString(1), name -> new ArrayList<>()).add(rows.getString(2));
            }
        }
        return tables;
    }

    /** Whether the changes that the warehouse keeps count of are those since this file was published. */
    private static boolean isKnown(Connection connection) throws SQLException {
        String sql = "select count(*) from duckdb_tables() where schema_name = '" + Warehouse.BUILD + "' and table_name = '" + ABOUT + "'";
        return count(connection, sql) == 1 && count(connection, "select count(*) from " + SCHEMA + ABOUT + " as a join " + Warehouse.BUILD + "." + ABOUT + " as b on a.build = b.build") == 1;
    }

    private static int count(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    @Override
    public Connection ask() throws SQLException {
        return reader.ask();
    }

    @Override
    public Connection open() throws SQLException {
        return reader.open();
    }

    static String quoted(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }
}
