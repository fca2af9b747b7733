package io.talon.cli;

import com.zaxxer.hikari.HikariDataSource;
import io.talon.Settings;
import io.talon.ledger.Ledger;
import io.talon.ledger.LedgerDatabase;
import java.time.Clock;
import java.util.function.Function;

/** Reads what was done without doing anything. */
final class Look {
    private Look() {
    }

    /** The settings of what there is to look at: the demo's, as long as nothing else has run. */
    static Settings settings() {
        Settings settings = Console.settings();
        Settings demo = DemoCommand.settings(settings);
        if (hasRuns(settings) || !hasRuns(demo)) {
            return settings;
        }
        System.err.println("Nothing has run in " + settings.home() + " yet: this is what the demo left.");
        return demo;
    }

    private static boolean hasRuns(Settings settings) {
        return read(settings, ledger -> !ledger.runs().isEmpty(), false);
    }

    /** What a reader makes of the ledger, or the other where there is no ledger yet; none is made by looking. */
    static <T> T read(Settings settings, Function<Ledger, T> reader, T otherwise) {
        String url = settings.text("ledger.jdbc-url");
        if (!LedgerDatabase.exists(url)) {
            return otherwise;
        }
        try (HikariDataSource database = LedgerDatabase.open(url, settings.text("ledger.user"), settings.text("ledger.password"))) {
            return reader.apply(new Ledger(LedgerDatabase.migrate(database), Clock.systemUTC(), "a reader", settings.duration("export.deadline")));
        }
    }
}
