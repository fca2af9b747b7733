package io.talon;

import static org.assertj.core.api.Assertions.assertThat;

import io.talon.ledger.RunState;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The way of the data with its ledger in PostgreSQL. */
class PostgresLedgerRoutesTest extends RoutesFixture {
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void startPostgres() throws Exception {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stopPostgres() throws Exception {
        postgres.close();
    }

    @Override
    Map<String, String> environment() {
        return Map.of("LEDGER_JDBC_URL", postgres.getJdbcUrl("postgres", "postgres"), "LEDGER_USER", "postgres", "LEDGER_PASSWORD", "postgres");
    }

    @Test
    void should_carry_a_run_to_the_published_mart() throws Exception {
        assertThat(carried("total_scores", "2026-03-02").state()).isEqualTo(RunState.LANDED);
        built();
        assertThat(app.builds().last()).get().satisfies(build -> assertThat(build.isPublished()).isTrue());
        assertThat(folder.resolve("talon-home/ledger.db")).doesNotExist();
    }
}
