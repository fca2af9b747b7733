package io.talon.model;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Asks a database; an answer that takes too long is an error. */
record Queries(Connection connection) {
    private static final int TIMEOUT_SECONDS = 60;

    List<Object[]> rows(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(TIMEOUT_SECONDS);
            return rows(statement.executeQuery(sql));
        }
    }

    private static List<Object[]> rows(ResultSet answer) throws SQLException {
        List<Object[]> rows = new ArrayList<>();
        while (answer.next()) {
            Object[] row = new Object[answer.getMetaData().getColumnCount()];
            for (int i = 0; i < row.length; i++) {
                row[i] = answer.getObject(i + 1);
            }
            rows.add(row);
        }
        return rows;
    }

    List<String> columns(String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet answer = statement.executeQuery(sql + " limit 0")) {
            ResultSetMetaData columns = answer.getMetaData();
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                names.add(columns.getColumnLabel(i));
            }
            return names;
        }
    }
}
