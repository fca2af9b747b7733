package io.talon.warehouse;

import com.zaxxer.hikari.HikariConfig;
import io.talon.TalonException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** In what engines differ where the warehouse is loaded. */
interface Engine {

    /** duckdb or postgres, as templates know it. */
    String type();

    void configure(HikariConfig pool);

    /** @throws TalonException if who is connected may not make schemas */
    default void check(Connection connection) throws SQLException {
    }

    /** Appends to a table within the connection's transaction. */
    Appender append(Connection connection, String schema, String table, List<String> columns) throws SQLException;

    /** Statements that put in order what has been written. */
    default List<String> tidy() {
        return List.of();
    }

    /**
     * Statements that say how the machine is shared before a build.
     *
     * @param sideBySide how many connections have small statements at a time; 1 if one has a large one
     */
    default List<String> share(int sideBySide) {
        return List.of();
    }

    /** Whether an exception is about the state of the warehouse, which may pass, and not about what was asked. */
    boolean isAway(SQLException e);

    /** Takes rows; they are in the table when it is closed. */
    interface Appender extends AutoCloseable {

        /** @param values text, Long or null, one per column */
        void append(List<Object> values) throws SQLException;

        @Override
        void close() throws SQLException;
    }
}
