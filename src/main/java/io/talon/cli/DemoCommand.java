package io.talon.cli;

import io.talon.App;
import io.talon.ConfigurationException;
import io.talon.Folders;
import io.talon.Mode;
import io.talon.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A week of the past and three nights of the service within a minute, on the embedded parts alone. */
@Command(name = "demo", mixinStandardHelpOptions = true, description = {
    "Runs three daily intervals of groups, total scores and section scores from a sandboxed vendor to a published mart, then shows the answer.",
    "Everything is embedded and starts afresh in talon.home/demo; your own settings and data are not touched."})
public final class DemoCommand implements Callable<Integer> {
    private static final int DAYS = 3;
    private static final Map<String, String> EMBEDDED = Map.ofEntries(
        Map.entry("maestroqa.base-url", Settings.EMBEDDED), Map.entry("maestroqa.dialect", "rippit"), Map.entry("store.endpoint", Settings.EMBEDDED),
        Map.entry("warehouse.jdbc-url", "jdbc:duckdb:{{talon.home}}/warehouse.duckdb"), Map.entry("ledger.jdbc-url", "jdbc:sqlite:{{talon.home}}/ledger.db"),
        Map.entry("sandbox.data", ""), Map.entry("source.section-scores.enabled", "true"), Map.entry("export.poll-interval", "1s"));

    @Option(names = "--to", paramLabel = "D", converter = Boundary.class, description = "The day after the last of the three, UTC; without it today.")
    private Instant to;

    @Option(names = "--past", paramLabel = "N", description = "So many days before the three are loaded too; without it ${DEFAULT-VALUE}.")
    private int past = 7;

    @Override
    public Integer call() throws Exception {
        check();
        Settings settings = settings(Console.settings());
        Folders.delete(settings.home());
        try (App app = App.start(settings, Mode.COMMAND)) {
            Console.say(app.sandbox().notice());
            int exitCode = nights(app);
            Summary.print(app);
            return exitCode;
        }
    }

    /** Before what an earlier demo left is thrown away. */
    private void check() {
        if (to != null && (to.isAfter(Instant.now()) || !to.equals(to.truncatedTo(ChronoUnit.DAYS)))) {
            throw new ConfigurationException("--to " + to + " is not the end of a day that is over.", "Give a day such as " + Instant.now().truncatedTo(ChronoUnit.DAYS) + ", or leave it out.");
        }
        if (past < 0) {
            throw new ConfigurationException("--past " + past + " is no number of days.", "Give 0 or more.");
        }
    }

    private int nights(App app) throws Exception {
        Instant last = to == null ? Instant.now().truncatedTo(ChronoUnit.DAYS) : to;
        int exitCode = 0;
        if (past > 0) {
            askForThePast(app, last.minus(Duration.ofDays(DAYS)));
        }
        for (int night = DAYS - 1; night >= 0; night--) {
            Instant midnight = last.minus(Duration.ofDays(night));
            Console.say("");
            Console.say("Night " + (DAYS - night) + " of " + DAYS + ": it is " + midnight + ", the schedules tick");
            app.sandbox().clock().set(midnight);
            exitCode = Math.max(exitCode, RunCommand.once(app, midnight));
        }
        return exitCode;
    }

    /** The dashboards show whole weeks, which three nights are no part of on some days. The first night carries it along. */
    private void askForThePast(App app, Instant to) throws Exception {
        Instant from = to.minus(Duration.ofDays(past));
        Console.say("");
        Console.say("The past: a backfill from " + from + " to " + to);
        app.operations().backfill("total_scores", from, to);
        app.operations().backfill("section_scores", from, to);
    }

    static Path home(Settings settings) {
        return settings.home().resolve("demo");
    }

    static Settings settings(Settings configured) {
        Settings embedded = configured.with(EMBEDDED);
        return embedded.with(Map.of("talon.home", home(configured).toString()));
    }
}
