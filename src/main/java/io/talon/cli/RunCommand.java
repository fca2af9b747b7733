package io.talon.cli;

import io.talon.App;
import io.talon.Mode;
import io.talon.ledger.Run;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** What the schedules would do now, once. */
@Command(name = "run", mixinStandardHelpOptions = true, description = "Carries all due intervals of all sources to the mart once, then ends.")
public final class RunCommand implements Callable<Integer> {

    @Override
    public Integer call() throws Exception {
        try (App app = App.start(Console.settings(), Mode.COMMAND)) {
            Console.say(app.notice());
            int exitCode = once(app, Instant.now());
            Console.say(app.operations().gaps());
            return exitCode;
        }
    }

    /** One tick of all sources at an instant, and whatever was left unfinished, to its end. */
    static int once(App app, Instant tick) throws Exception {
        Follow follow = new Follow(app, app.operations().runAll(tick).name());
        if (follow.isIdle()) {
            app.operations().nextEnd().ifPresent(end -> Console.say("Nothing is due; the next interval ends at " + end.toString().replace("T", " ").replace(":00Z", " UTC") + "."));
        }
        List<Run> failedBefore = app.ledger().failed();
        int exitCode = follow.toTheEnd();
        failedBefore.forEach(run -> System.err.println("FAILED BEFORE " + run + " " + run.trouble() + " It waits for 'replay'."));
        return exitCode;
    }
}
