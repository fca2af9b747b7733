package io.talon.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import io.talon.interval.Period;
import io.talon.ledger.Ledger;
import io.talon.ledger.LedgerDatabase;
import io.talon.ledger.Request;
import io.talon.ledger.Run;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Ledgers as a Talon leaves them that was stopped in the middle. */
final class Tickets implements AutoCloseable {
    private static final Instant FIRST = Instant.parse("1990-01-01T00:00:00Z");
    private static final Period DAY = new Period(Duration.ofDays(1));
    private static final Request REQUEST = new Request("request-raw-export", true, Map.of("singleFileExport", "total_scores"), List.of("gradable_id"));
    private final HikariDataSource database;
    private final Ledger ledger;

    private Tickets(Path home) {
        this.database = LedgerDatabase.open("jdbc:sqlite:" + home.resolve("talon-home/ledger.db"), "", "");
        this.ledger = new Ledger(LedgerDatabase.migrate(database), Clock.systemUTC(), "benchmark", FarEnd.NEVER);
    }

    /** One run is due, nothing of it was asked for yet. */
    static void planned(Path home) {
        try (Tickets tickets = new Tickets(home)) {
            tickets.plan(1);
        }
    }

    /** So many exports were asked for and wait. */
    static void waiting(Path home, FarEnd farEnd, int exports) throws Exception {
        try (Tickets tickets = new Tickets(home)) {
            tickets.plan(exports);
            for (List<Run> due = tickets.due(); !due.isEmpty(); due = tickets.due()) {
                for (Run run : due) {
                    tickets.ledger.requested(tickets.ledger.requesting(run), farEnd.ask());
                }
            }
            tickets.ledger.release();
        }
    }

    private void plan(int days) {
        DAY.between(FIRST, FIRST.plus(Duration.ofDays(days))).forEach(interval -> ledger.schedule(ledger.draft("total_scores", interval, REQUEST, "benchmark")));
    }

    private List<Run> due() {
        return ledger.takeDue();
    }

    @Override
    public void close() {
        database.close();
    }
}
