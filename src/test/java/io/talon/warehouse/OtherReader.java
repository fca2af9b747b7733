package io.talon.warehouse;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/** A process that opens the published file as any DuckDB client does, reads two of its tables, closes it and begins again. */
final class OtherReader {
    static final List<String> TABLES = List.of("answer", "another");

    private OtherReader() {
    }

    /** @param arguments the file, and the words after which it ends */
    public static void main(String... arguments) throws SQLException {
        String seen;
        do {
            seen = read(arguments[0]);
            System.out.println(seen);
        } while (!seen.equals(arguments[1]));
    }

    private static String read(String file) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("duckdb.read_only", "true");
        StringBuilder seen = new StringBuilder();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file, properties); Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                try (ResultSet row = statement.executeQuery("select count(*), sum(n) from " + table)) {
                    row.next();
                    seen.append(said(row.getLong(1), row.getLong(2)));
                }
            }
        }
        return seen.toString();
    }

    static String said(long rows, long sum) {
        return "[" + rows + " rows, sum " + sum + "]";
    }
}
