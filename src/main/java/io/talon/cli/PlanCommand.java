package io.talon.cli;

import io.talon.App;
import io.talon.Count;
import io.talon.Mode;
import io.talon.export.Expectation;
import io.talon.interval.Work;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What there would be to do. */
@Command(name = "plan", mixinStandardHelpOptions = true, description = "Shows what is missing, failed or due, and how many API calls it would take. Asks nobody.")
public final class PlanCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SOURCE", arity = "0..1", description = "Name of a source; without it all that are on.")
    private String source;

    @Option(names = "--from", paramLabel = "D", converter = Boundary.class, description = "First day, UTC; without it the first in the ledger.")
    private Instant from;

    @Option(names = "--to", paramLabel = "D", converter = Boundary.class, description = "The day after the last, UTC; without it today.")
    private Instant to;

    @Override
    public Integer call() throws Exception {
        try (App app = App.start(Look.ahead(), Mode.LOOK)) {
            show(app.operations().plan(source, from, to), new Expectation(app.settings().number("maestroqa.calls-per-minute")));
            return 0;
        }
    }

    private static void show(List<Work> work, Expectation expectation) {
        if (work.isEmpty()) {
            Console.say("Nothing is missing, failed or due.");
            return;
        }
        Console.say(Table.of(work.stream().map(PlanCommand::row).toList(), "runs", "state", "number", "API calls", "why"));
        int runs = work.stream().mapToInt(Work::number).sum();
        int calls = work.stream().mapToInt(Work::calls).sum();
        Console.say("%s, at least %s, which take %s at the vendor's limit. Due ones are carried by 'run', missing ones by 'backfill', failed ones by 'replay'."
            .formatted(Count.of(runs, "run"), Count.of(calls, "API call"), expectation.atLeast(calls - runs, runs)));
    }

    private static String[] row(Work work) {
        return new String[] {work.runs(), work.state(), String.valueOf(work.number()), String.valueOf(work.calls()), work.why()};
    }
}
