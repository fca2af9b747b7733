package io.talon.cli;

import com.zaxxer.hikari.HikariDataSource;
import io.talon.Settings;
import io.talon.ledger.Builds;
import io.talon.ledger.Ledger;
import io.talon.ledger.LedgerDatabase;
import io.talon.ledger.Overview;
import java.time.Clock;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Jdbi;

/** Reads what was done without doing anything. */
final class Look {
    private Look() {
    }

    /** The settings of what there is to look at: the demo's, as long as nothing else has run. */
    static Settings settings() {
        Settings settings = Console.settings();
        if (!isDemoAlone(settings)) {
            return settings;
        }
        System.err.println("Nothing has run in " + settings.home() + " yet: this is what the demo left.");
        return DemoCommand.settings(settings);
    }

    /** The settings of what would be done next. */
    static Settings ahead() {
        Settings settings = Console.settings();
        if (isDemoAlone(settings)) {
            System.err.println("Nothing has run in " + settings.home() + " yet; what the demo left beside it is no part of this.");
        }
        return settings;
    }

    private static boolean isDemoAlone(Settings settings) {
        return !hasRuns(settings) && hasRuns(DemoCommand.settings(settings));
    }

    private static boolean hasRuns(Settings settings) {
        String url = settings.text("ledger.jdbc-url");
        if (!LedgerDatabase.exists(url)) {
            return false;
        }
        try (HikariDataSource database = LedgerDatabase.open(url, settings.text("ledger.user"), settings.text("ledger.password"))) {
            // Runs are counted by what has been in the ledger since its first version.
            return LedgerDatabase.version(database).isThere() && !new Overview(LedgerDatabase.jdbi(database)).tallies().isEmpty();
        }
    }

    /** What a reader makes of the ledger, which is empty where there is none yet. */
    static <T> T read(Settings settings, BiFunction<Ledger, Builds, T> reader) {
        try (HikariDataSource database = LedgerDatabase.look(settings.text("ledger.jdbc-url"), settings.text("ledger.user"), settings.text("ledger.password"))) {
            Jdbi jdbi = LedgerDatabase.jdbi(database);
            return reader.apply(new Ledger(jdbi, Clock.systemUTC(), "a reader", settings.duration("export.deadline")), new Builds(jdbi, Clock.systemUTC()));
        }
    }
}
