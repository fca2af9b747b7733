package io.talon;

import io.talon.warehouse.DuckDbMart;
import io.talon.warehouse.Mart;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The published mart's content as a few numbers: equal marts have equal ones, whatever the order of their rows. */
final class MartChecksum {
    private MartChecksum() {
    }

    /** @param file {@code publish/mart.duckdb} */
    static String of(Path file) throws SQLException {
        List<String> sums = new ArrayList<>();
        try (Connection mart = new DuckDbMart(file.getParent().getParent(), null).open(); Statement statement = mart.createStatement()) {
            for (String table : tables(statement)) {
                try (ResultSet row = statement.executeQuery("select count(*) || ' rows, ' || coalesce(sum(hash(t)::hugeint), 0) from " + table + " t")) {
                    row.next();
                    sums.add(table + ": " + row.getString(1));
                }
            }
        }
        return String.join("; ", sums);
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("select table_name from duckdb_tables() where table_name <> '" + Mart.ABOUT + "' order by 1")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }
}
