package io.talon.cli;

import io.talon.App;
import io.talon.Count;
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
    "What has landed or is empty stays as it is, unless --again is given; what has failed goes on where it stopped. A source that is a snapshot, such as groups, "
        + "can be asked for the present only: it is taken once, as that of the last interval."})
public final class BackfillCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SOURCE", description = "Name of a source, such as total_scores.")
    private String source;

    @Option(names = "--from", required = true, paramLabel = "D", converter = Boundary.class, description = "First day, UTC.")
    private Instant from;

    @Option(names = "--to", required = true, paramLabel = "D", converter = Boundary.class, description = "The day after the last, UTC.")
    private Instant to;

    @Option(names = "--again", description = "Asks anew for what has ended too: what comes then takes the place of what came before. "
        + "A grade that comes no more stays in the mart until 'build --full-refresh'.")
    private boolean again;

    @Override
    public Integer call() throws Exception {
        try (App app = App.start(Console.settings(), Mode.COMMAND)) {
            Batch batch = app.operations().backfill(source, from, to, again);
            Console.say(app.notice());
            long ended = batch.runs().stream().filter(run -> run.state().ended()).count();
            Console.say(source + ": " + Count.of(batch.runs().size(), "interval") + (ended == 0 ? "." : ", " + ended + " of them landed or empty before: --again asks for them anew."));
            return new Follow(app, batch.name()).toTheEnd();
        }
    }
}
