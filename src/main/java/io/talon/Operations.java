package io.talon;

import io.talon.interval.Demand;
import io.talon.interval.Interval;
import io.talon.interval.Work;
import io.talon.ledger.Builds;
import io.talon.ledger.Ledger;
import io.talon.ledger.Run;
import io.talon.ledger.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people ask of Talon, at the command line, over JMX or on the operations page: everywhere by the same door, and one after the other,
 * so that of two who ask for the same replay at once the second is told.
 */
public final class Operations {
    private static final Logger LOG = LoggerFactory.getLogger("talon");
    private final SourceRoutes sources;
    private final Ledger ledger;
    private final Builds builds;
    private final Schedules schedules;

    Operations(SourceRoutes sources, Ledger ledger, Builds builds, Schedules schedules) {
        this.sources = sources;
        this.ledger = ledger;
        this.builds = builds;
        this.schedules = schedules;
    }

    /** Runs that are asked for together. */
    public record Batch(String name, List<Run> runs) {
    }

    /**
     * What is missing, failed or due: first what the ledger holds unfinished, then what the schedule owes, then the gaps.
     *
     * @param source null for all
     * @param from   null for the first in the ledger
     * @param to     null for the present
     */
    public List<Work> plan(String source, Instant from, Instant to) throws Exception {
        List<Work> work = new ArrayList<>();
        for (String name : source == null ? sources.names() : List.of(source)) {
            work.addAll(Work.together(open(name, from, to)));
        }
        return work;
    }

    private List<Work> open(String name, Instant from, Instant to) throws Exception {
        Map<String, Work> work = new LinkedHashMap<>();
        ledger.runs(name).forEach(run -> work.put(run.id(), Work.ofLedger(run)));
        Instant start = from != null ? from : ledger.plannedFrom(name).orElse(null);
        if (from == null && to == null) {
            sources.demand(name, new Demand(null, Instant.now(), "plan", false)).forEach(run -> work.putIfAbsent(run.id(), Work.due(run)));
        }
        if (start != null) {
            sources.demand(name, new Demand(start, to, "plan", false)).forEach(run -> work.putIfAbsent(run.id(), Work.missing(run)));
        }
        return work.values().stream().filter(one -> one.isOpen() && one.isWithin(from, to)).sorted().toList();
    }

    /** A sentence per source whose past has gaps: the schedule does not fill them, and what asks for them. */
    public List<String> gaps() throws Exception {
        return plan(null, null, null).stream().filter(Work::isMissing).collect(Collectors.groupingBy(work -> work.first().source(), TreeMap::new, Collectors.toList()))
            .values().stream().map(Operations::gap).toList();
    }

    private static String gap(List<Work> missing) {
        Run first = missing.get(0).first();
        Run last = missing.get(missing.size() - 1).last();
        int number = missing.stream().mapToInt(Work::number).sum();
        return first.source() + ": " + (number == 1 ? "1 interval, " + first.interval() + ", is" : number + " intervals from " + first.interval() + " to " + last.interval() + " are")
            + " missing; '" + asking(first, last) + "' asks for " + (number == 1 ? "it." : "them.");
    }

    /** When the next interval of any source is over, if none is due now: then each has its last one. */
    public Optional<Instant> nextEnd() {
        return sources.names().stream().map(ledger::newest).flatMap(Optional::stream)
            .map(run -> run.intervalEnd().plus(Duration.between(run.intervalStart(), run.intervalEnd()))).min(Comparator.naturalOrder());
    }

    /** All intervals of a source between two boundaries. */
    public Batch backfill(String source, Instant from, Instant to) throws Exception {
        return backfill(source, from, to, false);
    }

    /** @param again whether those that have ended are asked for anew too */
    public synchronized Batch backfill(String source, Instant from, Instant to, boolean again) throws Exception {
        Demand demand = new Demand(from, to, "backfill " + source + " " + Instant.now(), true, again);
        return new Batch(demand.batch(), sources.demand(source, demand));
    }

    /** A failed run goes on where it stopped. */
    public Batch replay(String id) throws Exception {
        return replay(() -> List.of(failed(id)));
    }

    /** Those of sources that are off stay as they are. */
    public Batch replayAllFailed() throws Exception {
        return replay(this::failedOfThoseOn);
    }

    private List<Run> failedOfThoseOn() {
        Map<Boolean, List<Run>> failed = ledger.failed().stream().collect(Collectors.partitioningBy(run -> sources.names().contains(run.source())));
        if (!failed.get(false).isEmpty()) {
            LOG.warn("Not replayed, since their sources are off: {}", failed.get(false).stream().map(Run::id).collect(Collectors.joining(", ")));
        }
        return failed.get(true);
    }

    private synchronized Batch replay(Supplier<List<Run>> which) throws Exception {
        List<Run> runs = which.get();
        String batch = "replay " + Instant.now();
        builds.takeAgain();
        for (Run run : runs) {
            sources.demand(run.source(), new Demand(run.intervalStart(), run.intervalEnd(), batch, true));
        }
        return new Batch(batch, runs);
    }

    private Run failed(String id) {
        Run run = ledger.find(id).orElseThrow(() -> new ConfigurationException("There is no run '" + id + "'.", "See talon status for their names."));
        if (run.state() != RunState.FAILED) {
            throw new ConfigurationException("The run " + id + " has not failed: it is " + run.state() + ".",
                run.state().ended() ? "To ask for it anew: '" + asking(run, run) + " --again'." : "There is nothing to replay.");
        }
        return run;
    }

    private static String asking(Run first, Run last) {
        return "backfill " + first.source() + " --from " + Interval.boundary(first.intervalStart()) + " --to " + Interval.boundary(last.intervalEnd());
    }

    /** What the schedule of a source would do at an instant. */
    public Batch run(String source, Instant tick) throws Exception {
        return run(List.of(source), new Demand(null, tick, "run " + source + " " + tick, true));
    }

    /** What all schedules would do at an instant; whatever was left unfinished belongs to it. */
    public Batch runAll(Instant tick) throws Exception {
        Demand demand = new Demand(null, tick, "run " + tick, true);
        ledger.adoptUnfinished(demand.batch());
        return run(sources.names(), demand);
    }

    private synchronized Batch run(Collection<String> names, Demand demand) throws Exception {
        builds.takeAgain();
        List<Run> runs = new ArrayList<>();
        for (String name : names) {
            runs.addAll(sources.demand(name, demand));
        }
        return new Batch(demand.batch(), runs);
    }

    public synchronized void pause(String source) throws Exception {
        schedules.pause(source);
    }

    public synchronized void resume(String source) throws Exception {
        schedules.resume(source);
    }
}
