package io.talon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talon.ledger.Run;
import io.talon.sandbox.Effect;
import io.talon.sandbox.Scenario;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PostgresFaultsTest extends FaultFixture {
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
        return Map.of("LEDGER_JDBC_URL", postgres.getJdbcUrl("postgres", "postgres"), "LEDGER_USER", "postgres", "LEDGER_PASSWORD", "postgres");
    }

    @Test
    @DisplayName("the ledger's database goes away while a file comes, and comes back")
    void should_wait_for_the_ledger() throws Exception {
        sandbox.next(Scenario.file(Effect.slow(Duration.ofSeconds(5))));
        Run run = demand("total_scores", "2026-03-02").get(0);
        await().atMost(PATIENCE).until(() -> sandbox.recorder().count("GET", "/files") > 0);
        postgres.close();
        await().atMost(PATIENCE).until(() -> !objects().isEmpty());
        postgres = startPostgres();
        assertThat(fate(ended(run))).matches(landed());
        assertThat(requests()).isEqualTo(1);
        built();
        assertThat(app.builds().last()).get().satisfies(build -> assertThat(build.isPublished()).isTrue());
        assertThat(folder.resolve("talon-home/ledger.db")).doesNotExist();
    }
}
