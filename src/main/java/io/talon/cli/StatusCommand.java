package io.talon.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import io.talon.Settings;
import io.talon.ledger.Ledger;
import io.talon.ledger.LedgerDatabase;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The run ledger. */
@Command(name = "status", mixinStandardHelpOptions = true, description = "Shows the run ledger: what became of every interval.")
public final class StatusCommand implements Callable<Integer> {
    @Option(names = "--json", description = "As a JSON array of objects.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        List<RunReport> reports = reports(Console.settingsToLookAt("ledger.db"));
        if (json) {
            Console.say(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(reports));
        } else {
            Console.say(table(reports));
        }
        return 0;
    }

    private static List<RunReport> reports(Settings settings) {
        if (!LedgerDatabase.exists(settings.text("ledger.jdbc-url"))) {
            return List.of();
        }
        try (HikariDataSource database = LedgerDatabase.open(settings.text("ledger.jdbc-url"), settings.text("ledger.user"), settings.text("ledger.password"))) {
            return RunReport.all(new Ledger(LedgerDatabase.migrate(database), Clock.systemUTC(), "status", settings.duration("export.deadline")));
        }
    }

    static String table(List<RunReport> reports) {
        return Table.of(reports.stream().map(StatusCommand::row).toList(), "run", "state", "ticket", "bytes", "rows", "attempts", "error");
    }

    private static String[] row(RunReport run) {
        return new String[] {run.run(), run.state(), text(run.exportId()), text(run.bytes()), text(run.rows()), text(run.attempts()), text(run.error())};
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }
}
