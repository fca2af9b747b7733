package io.talon.cli;

import io.talon.App;
import io.talon.Mode;
import io.talon.interval.Demand;
import io.talon.ledger.Run;
import io.talon.ledger.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What there would be to do. */
@Command(name = "plan", mixinStandardHelpOptions = true, description = "Shows what is missing, failed or due, and how many API calls it would take. Asks nobody.")
public final class PlanCommand implements Callable<Integer> {
    /** One question and at least one look at its ticket. */
    private static final int CALLS_PER_RUN = 2;

    @Parameters(paramLabel = "SOURCE", arity = "0..1", description = "Name of a source; without it all that are on.")
    private String source;

    @Option(names = "--from", paramLabel = "D", converter = Boundary.class, description = "First day, UTC; without it the first in the ledger.")
    private Instant from;

    @Option(names = "--to", paramLabel = "D", converter = Boundary.class, description = "The day after the last, UTC; without it now.")
    private Instant to;

    @Override
    public Integer call() throws Exception {
        try (App app = App.start(Console.settingsToLookAt("ledger.db"), Mode.LOOK)) {
            List<Run> open = new ArrayList<>();
            for (String name : source == null ? app.sources() : List.of(source)) {
                open.addAll(open(app, name));
            }
            show(app, open);
            return 0;
        }
    }

    private List<Run> open(App app, String name) throws Exception {
        List<Run> runs = new ArrayList<>(app.ledger().runs().stream().filter(run -> run.source().equals(name) && inRange(run)).toList());
        List<String> known = runs.stream().map(Run::id).toList();
        app.demand(name, demand(app, name)).stream().filter(run -> !known.contains(run.id())).forEach(runs::add);
        return runs.stream().filter(run -> run.state() != RunState.LANDED && run.state() != RunState.EMPTY).toList();
    }

    private boolean inRange(Run run) {
        return (from == null || !run.intervalStart().isBefore(from)) && (to == null || !run.intervalEnd().isAfter(to));
    }

    private Demand demand(App app, String name) {
        return new Demand(from, to == null ? Instant.now() : to, "plan", false);
    }

    private static void show(App app, List<Run> open) {
        if (open.isEmpty()) {
            Console.say("Nothing is missing, failed or due.");
            return;
        }
        Console.say(Table.of(open.stream().map(run -> row(app, run)).toList(), "run", "state", "why", "calls"));
        Console.say("%d runs, at least %d API calls. Due ones are carried by 'run', missing ones by 'backfill', failed ones by 'replay'."
            .formatted(open.size(), open.stream().mapToInt(PlanCommand::calls).sum()));
    }

    private static String[] row(App app, Run run) {
        boolean known = app.ledger().find(run.id()).isPresent();
        String state = known ? run.state().toString() : "missing";
        return new String[] {run.id(), state, run.error() == null ? "" : run.error(), String.valueOf(calls(run))};
    }

    private static int calls(Run run) {
        return switch (run.state()) {
            case STORED -> 0;
            case REQUESTED -> 1;
            default -> CALLS_PER_RUN;
        };
    }
}
