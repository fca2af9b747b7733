package io.talon.warehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The published mart: a DuckDB file of its own, replaced as a whole, so that a reader has the old one or the new one. */
public final class Mart {
    private final Path file;

    public Mart(Path home) {
        this.file = home.resolve("publish").resolve("mart.duckdb");
    }

    public Path file() {
        return file;
    }

    public boolean exists() {
        return Files.exists(file);
    }

    /** Copies tables of the schema {@code build} into a new file and puts it in the place of the old one. */
    public void publish(Warehouse warehouse, List<String> tables) throws SQLException, IOException {
        Path next = file.resolveSibling("mart.duckdb.next");
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(next);
        List<String> statements = new ArrayList<>();
        statements.add("detach database if exists mart");
        statements.add("attach '" + next.toString().replace("'", "''") + "' as mart");
        tables.forEach(table -> statements.add("create table mart.main." + table + " as from " + Warehouse.BUILD + "." + table));
        statements.add("detach mart");
        warehouse.execute(statements.toArray(String[]::new));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Opens the mart for questions: it can be read, and neither changed nor used to reach other files. */
    public Connection open() throws SQLException {
        Properties options = new Properties();
        options.setProperty("duckdb.read_only", "true");
        options.setProperty("enable_external_access", "false");
        options.setProperty("lock_configuration", "true");
        return DriverManager.getConnection("jdbc:duckdb:" + file, options);
    }
}
