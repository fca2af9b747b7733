package io.talon.management;

import io.talon.Schedules;
import io.talon.interval.Period;
import io.talon.ledger.Ledger;
import io.talon.ledger.Overview;
import io.talon.ledger.Overview.Outcome;
import io.talon.ledger.Overview.Tally;
import io.talon.ledger.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** All sources that are on, as they stand. */
public final class Sources {
    /** Of daily intervals half a year. */
    private static final int INTERVALS = 182;
    private final Supplier<? extends Collection<String>> names;
    private final Schedules schedules;
    private final Overview overview;
    private final Ledger ledger;
    private final Duration patience;
    private final Instant started = Instant.now();

    /** @param patience how long after its tick an interval may take to land */
    public Sources(Supplier<? extends Collection<String>> names, Schedules schedules, Overview overview, Ledger ledger, Duration patience) {
        this.names = names;
        this.schedules = schedules;
        this.overview = overview;
        this.ledger = ledger;
        this.patience = patience;
    }

    List<SourceView> all(Instant now) {
        List<Tally> tallies = overview.tallies();
        return names.get().stream().map(name -> view(name, landedUntil(name, tallies), now)).toList();
    }

    /** Whether a mart with all data up to an instant, null where it is not known, lacks what should have been in it by now. */
    public boolean isStale(Instant through) {
        List<SourceView> sources = all(Instant.now());
        Optional<Instant> owed = sources.stream().filter(source -> source.due() != null && source.period().isPresent() && ledger.scheduledUntil(source.name()).isPresent())
            .map(source -> new Period(source.period().get()).lastEnd(source.due())).min(Comparator.naturalOrder());
        return sources.stream().anyMatch(SourceView::isLate) || owed.isPresent() && (through == null || through.isBefore(owed.get()));
    }

    /** Whether a mart with all data up to an instant, null where it is not known, has what should be in it at a time, without patience. */
    public boolean isThere(Instant through, Instant due) {
        return names.get().stream().noneMatch(name -> schedules.last(name, due).filter(tick -> isLate(name, through, tick, overview.newest(name, 1))).isPresent());
    }

    /** Whether each has brought something, if only the word that there is nothing. */
    public boolean haveAllLanded() {
        List<Tally> tallies = overview.tallies();
        return names.get().stream().noneMatch(name -> landedUntil(name, tallies) == null);
    }

    private static Instant landedUntil(String name, List<Tally> tallies) {
        return tallies.stream().filter(tally -> tally.source().equals(name) && (tally.state() == RunState.LANDED || tally.state() == RunState.EMPTY))
            .map(Tally::latest).max(Comparator.naturalOrder()).orElse(null);
    }

    private SourceView view(String name, Instant landedUntil, Instant now) {
        List<Outcome> outcomes = overview.newest(name, INTERVALS);
        Instant due = schedules.last(name, now.minus(patience)).orElse(null);
        return new SourceView(name, schedules.cron(name).orElse(null), schedules.isPaused(name), schedules.next(name, now).orElse(null), landedUntil, due,
            due != null && isLate(name, landedUntil, due, outcomes), outcomes);
    }

    /** A source that has never ticked owes nothing from before this service was there. */
    private boolean isLate(String name, Instant landedUntil, Instant due, List<Outcome> outcomes) {
        if (ledger.scheduledUntil(name).isEmpty()) {
            return due.isAfter(started);
        }
        Period period = new Period(Duration.between(outcomes.get(0).intervalStart(), outcomes.get(0).intervalEnd()));
        return landedUntil == null || landedUntil.isBefore(period.lastEnd(due));
    }
}
