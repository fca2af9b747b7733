package io.talon.warehouse;

import com.zaxxer.hikari.HikariConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** DuckDB, within this process. */
final class DuckDbEngine implements Engine {

    @Override
    public String type() {
        return "duckdb";
    }

    @Override
    public void configure(HikariConfig pool) {
        pool.addDataSourceProperty("autoinstall_known_extensions", "false");
        pool.addDataSourceProperty("autoload_known_extensions", "false");
        // A build is some 50 MB of log; by default every 16 MB a commit would wait until the file has been put in order. Now that is done after a build.
        pool.addDataSourceProperty("checkpoint_threshold", "256MB");
    }

    @Override
    public List<String> tidy() {
        return List.of("checkpoint");
    }

    /** A connection waits for its helpers without rest, so with helpers small statements would keep each other from the cores. */
    @Override
    public List<String> share(int sideBySide) {
        return List.of("set threads = " + Math.max(1, Runtime.getRuntime().availableProcessors() / sideBySide));
    }

    /** DuckDB gives no SQLState: errors are told apart by how their messages begin. */
    @Override
    public boolean isAway(SQLException e) {
        return e instanceof SQLTransientException || String.valueOf(e.getMessage()).matches("(?s).*(IO|Out of Memory|FATAL|TransactionContext|Connection|Transaction) Error.*");
    }

    @Override
    public Appender append(Connection connection, String schema, String table, List<String> columns) throws SQLException {
        return new Rows(connection.unwrap(DuckDBConnection.class).createAppender(schema, table));
    }

    private record Rows(DuckDBAppender appender) implements Appender {

        @Override
        public void append(List<Object> values) throws SQLException {
            appender.beginRow();
            for (Object value : values) {
                if (value == null) {
                    appender.appendNull();
                } else if (value instanceof Long number) {
                    appender.append(number.longValue());
                } else {
                    appender.append((String) value);
                }
            }
            appender.endRow();
        }

        @Override
        public void close() throws SQLException {
            appender.close();
        }
    }
}
