package io.talon.warehouse;

import io.talon.warehouse.Publication.Part;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The mart as a DuckDB file of its own, replaced as a whole. */
public final class DuckDbMart implements Mart {
    private static final Logger LOG = LoggerFactory.getLogger("talon");
    private static final String SCHEMA = "mart.main.";
    private static final String DETACH = "detach database if exists mart";
    private final Path file;
    private final DataSource warehouse;
    private final MartReader reader;
    /** The build whose changes the next version has; null if none. */
    private String staged;

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

    /** A copy of the last version takes the changes: copying bytes costs little beside writing rows anew. One that cannot be read is made anew. */
    @Override
    public synchronized void stage(String build, List<Part> parts) throws SQLException, IOException {
        staged = null;
        Path next = beside(".next");
        begin(next, parts);
        try {
            write(next, parts);
        } catch (SQLException e) {
            LOG.warn("The copy of the mart cannot be changed, so all of it is written anew: {}", e.getMessage());
            letGo();
            Files.deleteIfExists(next);
            write(next, parts);
        }
        staged = build;
    }

    private void write(Path next, List<Part> parts) throws SQLException {
        try (Connection connection = warehouse.getConnection()) {
            execute(connection, DETACH, attach(next));
            change(connection, parts);
            execute(connection, "checkpoint mart", "detach mart");
        }
    }

    private void letGo() throws SQLException {
        try (Connection connection = warehouse.getConnection()) {
            execute(connection, DETACH);
        }
    }

    @Override
    public synchronized void publish(Publication publication) throws SQLException, IOException {
        if (!publication.build().equals(staged)) {
            stage(publication.build(), publication.parts());
        }
        staged = null;
        Path next = beside(".next");
        try (Connection connection = warehouse.getConnection()) {
            execute(connection, DETACH, attach(next), "insert into " + SCHEMA + ABOUT + " " + publication.about(), "checkpoint mart", "detach mart");
            reader.release();
            keep();
            // Whoever has written into the file, against the rules, has left a log of it, with which no other file can be opened.
            Files.deleteIfExists(beside(".wal"));
            move(next, file);
            Transactions.run(connection, publication.known().toList());
        }
    }

    private Path beside(String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    /** The version before by a second name: to free the room of a large file takes as long as to write a day, so it is left for when nobody waits. */
    private void keep() throws IOException {
        Files.deleteIfExists(beside(".old"));
        if (exists()) {
            try {
                Files.createLink(beside(".old"), file);
            } catch (UnsupportedOperationException | FileSystemException e) {
                LOG.debug("No second name for {}", file, e);
            }
        }
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A copy that was made ahead tells by itself of which build it is. Where all is new, what was there would only take room. */
    private void begin(Path next, List<Part> parts) throws IOException {
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(next);
        Path ahead = beside(".ahead");
        if (parts.stream().noneMatch(Part::tracked) || !exists()) {
            return;
        }
        if (Files.isRegularFile(ahead)) {
            move(ahead, next);
        } else {
            Files.copy(file, next);
        }
    }

    /** Copying is the longest part of publishing a long history, so it is done when nobody waits for it; a build that follows at once does. */
    @Override
    public synchronized void copyAhead() throws IOException {
        Files.deleteIfExists(beside(".old"));
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

    /** The file is nobody's before it is whole: a log of its changes would be written for nothing. */
    private static String attach(Path next) {
        return "attach " + quoted(next) + " as mart (recovery_mode no_wal_writes)";
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static void change(Connection connection, List<Part> parts) throws SQLException {
        Map<String, List<String>> before = tables(connection);
        boolean isKnown = before.containsKey(ABOUT) && isKnown(connection);
        List<String> names = parts.stream().map(Part::name).toList();
        List<String> statements = new ArrayList<>();
        before.keySet().stream().filter(table -> !names.contains(table)).forEach(table -> statements.add("drop table " + SCHEMA + table));
        for (Part part : parts) {
            boolean isChange = isKnown && part.tracked() && part.columns().equals(before.get(part.name()));
            (isChange ? part.changes(SCHEMA + part.name()) : Stream.of("create or replace table " + SCHEMA + part.name() + " as " + part.select())).forEach(statements::add);
        }
        // Of no build as yet, so that nobody takes it for one that is published.
        statements.add("create table " + SCHEMA + ABOUT + " (build varchar, published_at timestamptz, tests_passed integer, warnings integer, " + THROUGH + " varchar, " + TESTS + " integer)");
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
