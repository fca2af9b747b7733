package io.talon.interval;

import io.talon.ledger.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Runs of a source, one after the other, for which the same is to be done.
 *
 * @param state due, missing, or as the ledger has it
 * @param calls at least so many calls of the API
 * @param why   the reason, where there is one
 */
public record Work(Run first, Run last, int number, String state, int calls, String why) implements Comparable<Work> {
    /** One question and at least one look at its ticket. */
    private static final int CALLS_PER_RUN = 2;
    private static final String MISSING = "missing";

    public static Work ofLedger(Run run) {
        return new Work(run, run, 1, run.state().toString(), calls(run), run.failure() == null ? "" : run.failure() + ": " + run.error());
    }

    /** A run that is not in the ledger, but that the schedule would ask for now. */
    public static Work due(Run run) {
        return new Work(run, run, 1, "due", CALLS_PER_RUN, "");
    }

    /** A run that is not in the ledger, and that nobody will ask for by itself. */
    public static Work missing(Run run) {
        return new Work(run, run, 1, MISSING, CALLS_PER_RUN, "");
    }

    private static int calls(Run run) {
        return switch (run.state()) {
            case STORED -> 0;
            case REQUESTED -> 1;
            default -> CALLS_PER_RUN;
        };
    }

    /** Neighbours in the same state become one. */
    public static List<Work> together(List<Work> sorted) {
        List<Work> together = new ArrayList<>();
        for (Work work : sorted) {
            Work previous = together.isEmpty() ? null : together.get(together.size() - 1);
            if (previous != null && previous.isFollowedBy(work)) {
                together.set(together.size() - 1, previous.with(work));
            } else {
                together.add(work);
            }
        }
        return together;
    }

    private boolean isFollowedBy(Work next) {
        return state.equals(next.state) && why.equals(next.why) && last.intervalEnd().equals(next.first.intervalStart());
    }

    private Work with(Work next) {
        return new Work(first, next.last, number + next.number, state, calls + next.calls, why);
    }

    public boolean isMissing() {
        return state.equals(MISSING);
    }

    public boolean isOpen() {
        return !state.equals("landed") && !state.equals("empty");
    }

    public boolean isWithin(Instant from, Instant to) {
        return (from == null || !first.intervalStart().isBefore(from)) && (to == null || !last.intervalEnd().isAfter(to));
    }

    /** The name of the run, or the names of the first and the last. */
    public String runs() {
        return number == 1 ? first.id() : first.id() + " to " + last.interval();
    }

    @Override
    public int compareTo(Work other) {
        return Comparator.comparing((Work work) -> work.first.intervalStart()).compare(this, other);
    }
}
