package io.talon.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.talon.Settings;
import io.talon.export.Expectation;
import io.talon.ledger.Ledger;
import java.util.List;
import java.util.Optional;
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
        Settings settings = Look.settings();
        Expectation expectation = new Expectation(settings.number("maestroqa.calls-per-minute"));
        List<RunReport> reports = Look.read(settings, ledger -> RunReport.all(ledger, expectation));
        if (json) {
            Console.say(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(reports));
        } else {
            Console.say(table(reports));
            Console.say(troubles(reports));
            Optional.ofNullable(expectation.warning(Look.read(settings, Ledger::runs), settings.patience())).ifPresent(Console::say);
        }
        return 0;
    }

    static String table(List<RunReport> reports) {
        return Table.of(reports.stream().map(StatusCommand::row).toList(), "run", "state", "ticket", "bytes", "rows", "attempts", "next call", "failure");
    }

    /** The sentences that would make the table too wide to read. */
    static List<String> troubles(List<RunReport> reports) {
        return reports.stream().filter(run -> run.failure() != null)
            .map(run -> run.run() + " (" + run.failure() + "): " + run.error() + (run.remedy() == null ? "" : " do: " + run.remedy())).toList();
    }

    private static String[] row(RunReport run) {
        return new String[] {run.run(), run.state(), text(run.exportId()), text(run.bytes()), text(run.rows()), text(run.attempts()), text(run.nextCall()), text(run.failure())};
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }
}
