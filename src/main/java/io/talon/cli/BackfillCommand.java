package io.talon.cli;

import io.talon.App;
import io.talon.Mode;
import io.talon.Operations.Batch;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Intervals of the past. */
@Command(name = "backfill", mixinStandardHelpOptions = true, description = {
    "Carries the intervals of a source between two days to the mart.",
    "What has landed stays as it is; what has failed goes on where it stopped. A source that is a snapshot, such as groups, "
        + "can be asked for the present only: it is taken once, as that of the last interval."})
public final class BackfillCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SOURCE", description = "Name of a source, such as total_scores.")
    private String source;

    @Option(names = "--from", required = true, paramLabel = "D", converter = Boundary.class, description = "First day, UTC.")
    private Instant from;

    @Option(names = "--to", required = true, paramLabel = "D", converter = Boundary.class, description = "The day after the last, UTC.")
    private Instant to;

    @Override
    public Integer call() throws Exception {
        try (App app = App.start(Console.settings(), Mode.COMMAND)) {
            Console.say(app.notice());
            Batch batch = app.operations().backfill(source, from, to);
            int open = app.ledger().batch(batch.name()).size();
            Console.say(source + ": " + batch.runs().size() + " intervals, " + (batch.runs().size() - open) + " of them landed before.");
            return new Follow(app, batch.name()).toTheEnd();
        }
    }
}
