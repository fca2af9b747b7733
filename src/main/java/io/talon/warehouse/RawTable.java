package io.talon.warehouse;

import io.talon.ledger.Run;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** A raw table under one transaction: nothing of it is seen until {@link #commit()}, and closing without takes all back. */
final class RawTable implements AutoCloseable {
    private final Connection connection;
    private final String name;
    private final List<String> columns;
    private long rows;

    /** @param columns all columns of the table, in its order */
    RawTable(Connection connection, String name, List<String> columns) {
        this.connection = connection;
        this.name = name;
        this.columns = columns;
    }

    /** Puts a file's records in the place of whatever the run brought before. */
    void replace(Run run, CsvFile csv) throws SQLException {
        delete(run);
        int[] fields = columns.stream().mapToInt(csv.header().names()::indexOf).toArray();
        try (DuckDBAppender appender = connection.unwrap(DuckDBConnection.class).createAppender(Warehouse.RAW, name)) {
            while (csv.hasNext()) {
                append(appender, run, csv.next(), fields);
            }
        }
    }

    private void delete(Run run) throws SQLException {
        String sql = "delete from " + Warehouse.RAW + "." + name + " where _run = ?";
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setString(1, run.id());
            delete.executeUpdate();
        }
    }

    private void append(DuckDBAppender appender, Run run, List<String> record, int[] fields) throws SQLException {
        rows++;
        appender.beginRow();
        for (int i = 0; i < fields.length; i++) {
            if (fields[i] >= 0) {
                appender.append(record.get(fields[i]));
            } else {
                own(appender, run, columns.get(i));
            }
        }
        appender.endRow();
    }

    private void own(DuckDBAppender appender, Run run, String column) throws SQLException {
        switch (column) {
            case "_run" -> appender.append(run.id());
            case "_interval_start" -> appender.append(run.intervalStart().toString());
            case "_interval_end" -> appender.append(run.intervalEnd().toString());
            case "_row" -> appender.append(rows);
            default -> appender.appendNull();
        }
    }

    void commit() throws SQLException {
        connection.commit();
    }

    long rows() {
        return rows;
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
