package io.talon.warehouse;

import io.talon.ledger.Run;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A raw table under one transaction: nothing of it is seen until {@link #commit()}, and closing without takes all back. */
final class RawTable implements AutoCloseable {
    private final Connection connection;
    private final Engine engine;
    private final String name;
    private final List<String> columns;
    private final long load;
    private long rows;

    /**
     * @param columns all columns of the table, in its order
     * @param load    number of this load
     */
    RawTable(Connection connection, Engine engine, String name, List<String> columns, long load) {
        this.connection = connection;
        this.engine = engine;
        this.name = name;
        this.columns = columns;
        this.load = load;
    }

    /** Puts a file's records in the place of whatever the run brought before. */
    void replace(Run run, CsvFile csv) throws SQLException {
        delete(run);
        int[] fields = columns.stream().mapToInt(csv.header()::indexOf).toArray();
        try (Engine.Appender appender = engine.append(connection, Warehouse.RAW, name, columns)) {
            while (csv.hasNext()) {
                appender.append(row(run, csv.next(), fields));
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

    private List<Object> row(Run run, List<String> record, int[] fields) {
        rows++;
        List<Object> values = new ArrayList<>(fields.length);
        for (int i = 0; i < fields.length; i++) {
            values.add(fields[i] >= 0 ? record.get(fields[i]) : own(run, columns.get(i)));
        }
        return values;
    }

    private Object own(Run run, String column) {
        return switch (column) {
            case "_run" -> run.id();
            case "_interval_start" -> run.intervalStart().toString();
            case "_interval_end" -> run.intervalEnd().toString();
            case "_row" -> rows;
            case "_load" -> load;
            default -> null;
        };
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
