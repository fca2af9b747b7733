package io.talon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PostgresWarehouseTest extends FaultFixture {
    private EmbeddedPostgres postgres;
    private int port;

    @Override
    @BeforeEach
    void start() throws Exception {
        postgres = startPostgres();
        port = postgres.getPort();
        super.start();
    }

    private EmbeddedPostgres startPostgres() throws IOException {
        return EmbeddedPostgres.builder().setDataDirectory(folder.resolve("postgres")).setCleanDataDirectory(false).setPort(port).start();
    }

    @Override
    @AfterEach
    void stop() throws Exception {
        super.stop();
        postgres.close();
    }

    @Override
    Map<String, String> further() {
        return Map.of("WAREHOUSE_JDBC_URL", postgres.getJdbcUrl("postgres", "postgres"), "WAREHOUSE_USER", "postgres", "WAREHOUSE_PASSWORD", "planted-password");
    }

    private long number(String sql) throws SQLException {
        try (Connection mart = app.mart().open(); Statement statement = mart.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    @DisplayName("the warehouse's server goes away between two nights")
    void should_go_on_when_the_server_is_back() throws Exception {
        carried("groups", "2026-03-02");
        carried("total_scores", "2026-03-02");
        built();
        long first = number("select count(*) from wide_maestroqa");
        assertThat(first).isPositive().isEqualTo(number("select sum(grades) from maestroqa_team_scores"));
        postgres.close();
        var run = demand("total_scores", "2026-03-03").get(0);
        await().atMost(PATIENCE).until(() -> now(run).attempts() > 0);
        postgres = startPostgres();
        assertThat(fate(ended(run))).matches(landed());
        built();
        assertThat(number("select count(*) from wide_maestroqa")).isGreaterThan(first);
        assertThat(requests()).isEqualTo(3);
    }
}
