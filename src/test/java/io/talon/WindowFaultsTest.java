package io.talon;

import static org.assertj.core.api.Assertions.assertThat;

import io.talon.sandbox.Sandbox;
import io.talon.sandbox.WindowEnds;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WindowFaultsTest extends FaultFixture {

    @Test
    @DisplayName("the vendor's window is closed, open, or half open")
    void should_come_to_the_same_mart_whatever_the_vendors_window_means() throws Exception {
        List<String> marts = new ArrayList<>();
        for (WindowEnds ends : WindowEnds.values()) {
            app.close();
            sandbox.close();
            sandbox = Sandbox.start(sandboxOptions().withWindowEnds(ends));
            app = App.start(settings().with(Map.of("talon.home", folder.resolve("talon-home-" + ends).toString(), "export.overlap", "5m",
                "ledger.jdbc-url", "jdbc:sqlite:" + folder.resolve("talon-home-" + ends + "/ledger.db"),
                "warehouse.jdbc-url", "jdbc:duckdb:" + folder.resolve("talon-home-" + ends + "/warehouse.duckdb"))), Mode.COMMAND);
            for (String day : List.of("2026-03-02", "2026-03-03", "2026-03-04")) {
                fate("total_scores", day);
            }
            built();
            marts.add(grades());
        }
        assertThat(marts).hasSizeGreaterThan(2).allMatch(marts.get(0)::equals);
    }

    /** But for the very last boundary, which a closed window shows a day before the others. */
    private String grades() throws SQLException {
        try (Connection mart = app.mart().open(); Statement statement = mart.createStatement(); ResultSet row = statement.executeQuery(
                "select count(*) || ' grades, ' || sum(hash(t)::hugeint) from wide_maestroqa t where date_graded < '2026-03-05'")) {
            row.next();
            return row.getString(1);
        }
    }
}
