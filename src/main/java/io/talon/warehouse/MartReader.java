package io.talon.warehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.duckdb.DuckDBConnection;

/** Reads the newest version of a mart's file, which is replaced from time to time. */
final class MartReader {
    private final Path file;
    /** The version that is being asked, kept open between questions, since opening it costs as much as an answer. */
    private Connection kept;
    private Object keptVersion;

    MartReader(Path file) {
        this.file = file;
    }

    /** A question that is under way keeps the version that it began with. */
    synchronized Connection ask() throws SQLException {
        Object version = version();
        if (kept == null || !version.equals(keptVersion)) {
            release();
            kept = open();
            keptVersion = version;
        }
        Connection another = kept.unwrap(DuckDBConnection.class).duplicate();
        try (Statement statement = another.createStatement()) {
            statement.execute("use mart");
            return another;
        } catch (SQLException e) {
            another.close();
            throw e;
        }
    }

    /** Where a file that is open cannot be replaced, it is not kept from it. */
    synchronized void release() throws SQLException {
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
    Connection open() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("attach " + DuckDbMart.quoted(file) + " as mart (read_only)");
            statement.execute("use mart");
            statement.execute("set enable_external_access = false");
            statement.execute("set lock_configuration = true");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
