package io.talon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.talon.PlayedClock;
import io.talon.export.Expectation;
import io.talon.interval.Interval;
import io.talon.interval.Work;
import io.talon.ledger.Builds;
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
    private Builds builds;
    private Instant now = Instant.parse("2026-11-27T06:00:00Z");

    @BeforeEach
    void open() {
        database = LedgerDatabase.open("jdbc:sqlite:" + folder.resolve("ledger.db"), "", "");
        Jdbi jdbi = LedgerDatabase.migrate(database);
        ledger = new Ledger(jdbi, Clock.systemUTC(), "one", Duration.ofHours(2));
        builds = new Builds(jdbi, new PlayedClock(() -> now));
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

    private String mart() {
        now = now.plus(Duration.ofHours(1));
        return StatusCommand.mart(builds.all());
    }

    @Test
    void should_say_when_the_mart_was_published_or_since_when_it_is_not_and_why() {
        assertThat(mart()).isEqualTo("The mart has not been published yet.");
        builds.published(builds.begin(true), 5, 57, 0);
        assertThat(mart()).isEqualTo("The mart was published at 2026-11-27T07:00:00Z: 57 tests passed.");
        builds.ended(builds.begin(true), "failed", "A model broke.", "Correct it.");
        assertThat(mart()).isEqualTo("The mart stays as it was, builds have failed since 2026-11-27T08:00:00Z: A model broke. do: Correct it.");
        builds.ended(builds.begin(true), "held", "A test failed.", "Look at its rows.");
        assertThat(mart()).isEqualTo("The mart stays as it was, builds have been held since 2026-11-27T08:00:00Z: A test failed. do: Look at its rows.");
        builds.published(builds.begin(true), 5, 1, 0);
        assertThat(mart()).isEqualTo("The mart was published at 2026-11-27T10:00:00Z: 1 test passed.");
    }
}
