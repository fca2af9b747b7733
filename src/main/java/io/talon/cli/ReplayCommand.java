package io.talon.cli;

import io.talon.App;
import io.talon.Count;
import io.talon.Mode;
import io.talon.Operations.Batch;
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
            Batch batch = which.allFailed ? app.operations().replayAllFailed() : app.operations().replay(which.run);
            Console.say(app.notice());
            Console.say(Count.of(batch.runs().size(), "failed run") + " taken up again.");
            return new Follow(app, batch.name()).toTheEnd();
        }
    }
}
