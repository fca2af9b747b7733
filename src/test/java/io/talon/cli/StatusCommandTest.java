package io.talon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.talon.export.Expectation;
import io.talon.interval.Interval;
import io.talon.interval.Work;
import io.talon.ledger.Ledger;
import io.talon.ledger.LedgerDatabase;
import io.talon.ledger.Request;
import io.talon.ledger.Run;
import io.talon.ledger.RunState;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusCommandTest {
    private static final Request REQUEST = new Request("request-raw-export", true, Map.of(), List.of("gradable_id"));
    @TempDir
    private Path folder;
    private HikariDataSource database;
    private Ledger ledger;

    @BeforeEach
    void open() {
        database = LedgerDatabase.open("jdbc:sqlite:" + folder.resolve("ledger.db"), "", "");
        Jdbi jdbi = LedgerDatabase.migrate(database);
        ledger = new Ledger(jdbi, Clock.systemUTC(), "one", Duration.ofHours(2));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Run failed(String day, String error) {
        Instant start = Instant.parse(day + "T00:00:00Z");
        Run run = ledger.request(ledger.draft("groups", new Interval(start, start.plus(Duration.ofDays(1))), REQUEST, "batch"));
        ledger.takeDue();
        return ledger.fail(run, "token-refused", error, "Create a new one.", RunState.PLANNED);
    }

    @Test
    void should_say_the_word_of_a_failure_in_a_table_that_is_narrow_and_the_sentences_below() {
        Run run = failed("2026-11-26", "The vendor answered 401: " + "the API token has expired or was revoked. ".repeat(4));
        List<RunReport> reports = RunReport.all(ledger, new Expectation(100));
        assertThat(StatusCommand.table(reports)).contains("token-refused").doesNotContain("401");
        assertThat(StatusCommand.table(reports).lines()).allMatch(line -> line.length() < 120);
        assertThat(StatusCommand.troubles(reports)).containsExactly("groups/2026-11-26 (token-refused): " + run.error() + " do: Create a new one.");
    }

    @Test
    void should_say_the_word_of_a_failure_in_the_plan() {
        assertThat(Work.ofLedger(failed("2026-11-26", "The vendor answered 401.")).why()).isEqualTo("token-refused: The vendor answered 401.");
    }
}
