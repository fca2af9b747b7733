package io.talon.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.talon.PlayedClock;
import io.talon.ledger.Builds;
import io.talon.ledger.Ledger;
import io.talon.ledger.LedgerDatabase;
import io.talon.ledger.Notices;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestTest {
    @Test
    void should_tell_the_time_of_the_mart_no_finer_than_anybody_reads_it(@TempDir Path folder) {
        try (HikariDataSource database = LedgerDatabase.open("jdbc:sqlite:" + folder.resolve("ledger.db"), "", "")) {
            Jdbi jdbi = LedgerDatabase.migrate(database);
            Clock clock = new PlayedClock(() -> Instant.parse("2026-03-02T06:10:24.166Z"));
            Notices notices = new Notices(jdbi, clock, List.of("email"), true, Duration.ofHours(3));
            Builds builds = new Builds(jdbi, clock);
            notices.lead(true);
            builds.published(builds.begin(true), 1, 41, 0);
            new Digest(new Ledger(jdbi, clock, "test", Duration.ofHours(1)), builds, notices).write(Date.from(Instant.parse("2026-03-02T08:00:00Z")));
            assertThat(notices.takeDue()).singleElement().satisfies(notice -> assertThat(notice.text())
                .isEqualTo("No run ended since yesterday, and none is on its way.\nThe mart was published at 2026-03-02T06:10:24Z."));
        }
    }
}
