package io.talon.cli;

import io.talon.App;
import io.talon.ConfigurationException;
import io.talon.Mode;
import io.talon.interval.Demand;
import io.talon.ledger.Run;
import io.talon.ledger.RunState;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Dead letters, once more. */
@Command(name = "replay", mixinStandardHelpOptions = true, description = "Takes failed runs up where they stopped.")
public final class ReplayCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private Which which;

    /** One run or all that failed. */
    private static final class Which {
        @Parameters(paramLabel = "RUN", description = "Name of a run as status shows it, such as total_scores/2021-01-31.")
        private String run;

        @Option(names = "--all-failed", description = "All failed runs.")
        private boolean allFailed;
    }

    @Override
    public Integer call() throws Exception {
        try (App app = App.start(Console.settings(), Mode.COMMAND)) {
            Console.say(app.notice());
            String batch = "replay " + Instant.now();
            List<Run> runs = which.allFailed ? app.ledger().failed() : List.of(failed(app, which.run));
            app.builds().takeAgain();
            for (Run run : runs) {
                app.demand(run.source(), new Demand(run.intervalStart(), run.intervalEnd(), batch, true));
            }
            Console.say(runs.size() + " failed runs are taken up again.");
            return new Follow(app, batch).toTheEnd();
        }
    }

    private static Run failed(App app, String id) {
        Run run = app.ledger().find(id).orElseThrow(() -> new ConfigurationException("There is no run '" + id + "'.", "See talon status for their names."));
        if (run.state() != RunState.FAILED) {
            throw new ConfigurationException("The run " + id + " has not failed: it is " + run.state() + ".", "There is nothing to replay.");
        }
        return run;
    }
}
