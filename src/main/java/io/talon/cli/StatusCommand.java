package io.talon.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.talon.Count;
import io.talon.Settings;
import io.talon.export.Expectation;
import io.talon.ledger.Build;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

    /**
     * What one look at the ledger shows.
     *
     * @param warning of tickets that wait too long; null if none do
     */
    private record Seen(List<RunReport> reports, String warning, String mart) {
    }

    @Override
    public Integer call() throws Exception {
        Settings settings = Look.settings();
        Expectation expectation = new Expectation(settings.number("maestroqa.calls-per-minute"));
        Seen seen = Look.read(settings, (ledger, builds) -> new Seen(RunReport.all(ledger, expectation), expectation.warning(ledger.runs(), settings.patience()), mart(builds.all())));
        List<RunReport> reports = seen.reports();
        if (json) {
            Console.say(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(reports));
        } else if (reports.isEmpty()) {
            Console.say("Nothing has run in " + settings.home() + " yet: 'run' does what is due.");
        } else {
            Console.say(table(reports));
            Console.say(troubles(reports));
            Optional.ofNullable(seen.warning()).ifPresent(Console::say);
            Console.say(seen.mart());
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

    /** How the mart is, by the builds that have ended, the last one last. */
    static String mart(List<Build> builds) {
        List<Build> ended = builds.stream().filter(build -> build.state().matches("published|held|failed")).toList();
        if (ended.isEmpty()) {
            return "The mart has not been published yet.";
        }
        Build last = ended.get(ended.size() - 1);
        return last.isPublished() ? "The mart was published at " + time(last) + ": " + Count.of(last.tests(), "test") + " passed."
            : "The mart stays as it was, builds have " + (last.state().equals("held") ? "been held" : "failed") + " since " + time(firstUnpublished(ended)) + ": "
                + last.error() + " do: " + last.remedy();
    }

    private static Build firstUnpublished(List<Build> ended) {
        int first = ended.size() - 1;
        while (first > 0 && !ended.get(first - 1).isPublished()) {
            first--;
        }
        return ended.get(first);
    }

    private static Instant time(Build build) {
        return build.endedAt().truncatedTo(ChronoUnit.SECONDS);
    }

    private static String[] row(RunReport run) {
        return new String[] {run.run(), run.state(), text(run.exportId()), text(run.bytes()), text(run.rows()), text(run.attempts()), text(run.nextCall()), text(run.failure())};
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }
}
