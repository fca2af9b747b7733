package io.talon.export;

import io.talon.ledger.Run;
import io.talon.ledger.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.util.TimeUtils;

/** When the vendor can be expected to be called for each run that waits for it: whoever was left alone longest is next, at the vendor's limit. */
public final class Expectation {
    private static final Set<RunState> TO_ASK = Set.of(RunState.PLANNED, RunState.REQUESTING);
    private static final Set<RunState> TO_LOOK = Set.of(RunState.REQUESTED);
    private final long share;

    /** @param callsPerMinute the limit of calls a minute */
    public Expectation(int callsPerMinute) {
        this.share = Pace.share(callsPerMinute);
    }

    /** By the name of the run; others than those that wait for the vendor are not among them. */
    public Map<String, Instant> nextCalls(Collection<Run> runs, Instant now) {
        Map<String, Instant> next = new HashMap<>();
        for (Set<RunState> states : List.of(TO_ASK, TO_LOOK)) {
            List<Run> queue = runs.stream().filter(run -> states.contains(run.state())).sorted(Run.LONGEST_ALONE).toList();
            for (int i = 0; i < queue.size(); i++) {
                Instant turn = now.plus(after(i));
                next.put(queue.get(i).id(), queue.get(i).dueAt().isAfter(turn) ? queue.get(i).dueAt() : turn);
            }
        }
        return next;
    }

    /** How long this number of calls of one kind takes. */
    private Duration after(long calls) {
        return Duration.ofMinutes(1).multipliedBy(calls).dividedBy(share);
    }

    /** How long it takes at least to ask for so many exports and to look at so many tickets once; requests and looks go side by side. */
    public String atLeast(long requests, long looks) {
        return text(after(Math.max(requests, looks)));
    }

    /** What to say of tickets that wait for each other longer than a patience allows them; null if none does. */
    public String warning(Collection<Run> runs, Map<String, Duration> patience) {
        long tickets = runs.stream().filter(run -> TO_LOOK.contains(run.state())).count();
        List<String> shorter = patience.entrySet().stream().filter(limit -> limit.getValue().compareTo(after(tickets)) < 0)
            .map(limit -> limit.getKey() + " (" + text(limit.getValue()) + ")").sorted().toList();
        return shorter.isEmpty() ? null : "%,d tickets wait, and %d a minute can be looked at: each comes up every %s, which is more than %s. Raise that, or a ticket that is still pending at its third look fails."
            .formatted(tickets, share, text(after(tickets)), String.join(" and ", shorter));
    }

    private static String text(Duration duration) {
        return TimeUtils.printDuration(Duration.ofSeconds(Math.max(1, duration.toSeconds()))).replaceFirst("(?<=[a-z])0[a-z]$", "");
    }
}
