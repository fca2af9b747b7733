package io.talon.cli;

import io.talon.App;
import io.talon.Mode;
import io.talon.interval.Demand;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** What the schedules would do now, once. */
@Command(name = "run", mixinStandardHelpOptions = true, description = "Carries all due intervals of all sources to the mart once, then ends.")
public final class RunCommand implements Callable<Integer> {

    @Override
    public Integer call() throws Exception {
        try (App app = App.start(Console.settings(), Mode.COMMAND)) {
            Console.say(app.notice());
            return once(app, Instant.now());
        }
    }

    /** One tick of all sources at an instant, and whatever was left unfinished, to its end. */
    static int once(App app, Instant tick) throws Exception {
        Demand demand = new Demand(null, tick, "run " + tick, true);
        app.ledger().adoptUnfinished(demand.batch());
        app.builds().takeAgain();
        for (String source : app.sources()) {
            app.demand(source, demand);
        }
        return new Follow(app, demand.batch()).toTheEnd();
    }
}
