package io.talon;

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
        List<String> tables = new ArrayList<>();
        try (Connection mart = new Mart(file.getParent().getParent()).open(); Statement statement = mart.createStatement()) {
            for (String table : List.of("wide_maestroqa", "maestroqa_team_scores")) {
                try (ResultSet row = statement.executeQuery("select count(*) || ' rows, ' || coalesce(sum(hash(t)::hugeint), 0) from " + table + " t")) {
                    row.next();
                    tables.add(table + ": " + row.getString(1));
                }
            }
        }
        return String.join("; ", tables);
    }
}
