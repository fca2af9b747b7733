package io.talon.management;

import io.talon.interval.Interval;
import io.talon.interval.Period;
import io.talon.ledger.Overview.Outcome;
import io.talon.ledger.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A source as it stands.
 *
 * @param cron        null if nothing ticks for it
 * @param next        when it ticks next; null if it does not
 * @param landedUntil end of the newest interval that landed or was empty; null if there is none
 * @param due         the last tick whose interval should be in by now; null if there was none
 * @param isLate      whether that interval is not
 * @param outcomes    its newest intervals, newest first
 */
record SourceView(String name, String cron, boolean isPaused, Instant next, Instant landedUntil, Instant due, boolean isLate, List<Outcome> outcomes) {

    /** An interval of the calendar; missing if the ledger does not know it, and not-taken if it could not be had any more. */
    record Cell(Interval interval, String state, Long rows) {
    }

    /** The length of its intervals; nothing before the first is known. */
    Optional<Duration> period() {
        return outcomes.stream().findFirst().map(newest -> Duration.between(newest.intervalStart(), newest.intervalEnd()));
    }

    /** The newest intervals without a gap, oldest first, up to the last that was due. */
    List<Cell> calendar(int most) {
        if (outcomes.isEmpty()) {
            return List.of();
        }
        Period period = new Period(period().orElseThrow());
        Map<Instant, Outcome> known = outcomes.stream().collect(Collectors.toMap(Outcome::intervalStart, Function.identity()));
        Instant end = Optional.ofNullable(due).map(period::lastEnd).filter(outcomes.get(0).intervalEnd()::isBefore).orElse(outcomes.get(0).intervalEnd());
        Instant first = outcomes.get(outcomes.size() - 1).intervalStart();
        Instant earliest = end.minus(period.length().multipliedBy(most));
        return period.between(Comparator.<Instant>naturalOrder().compare(first, earliest) > 0 ? first : earliest, end).stream()
            .map(interval -> cell(interval, known.get(interval.start()), end)).toList();
    }

    /** A snapshot shows the present only, so none of them can be asked for but the last. */
    private Cell cell(Interval interval, Outcome outcome, Instant end) {
        if (outcome != null) {
            return new Cell(interval, outcome.state().toString(), outcome.rows());
        }
        boolean isPast = !outcomes.get(0).request().window() && interval.end().isBefore(end);
        return new Cell(interval, isPast ? "not-taken" : "missing", null);
    }

    /** How long the newest interval that landed took, from being written down. */
    Optional<Duration> took() {
        return outcomes.stream().filter(outcome -> outcome.state() == RunState.LANDED).findFirst().map(outcome -> Duration.between(outcome.plannedAt(), outcome.endedAt()));
    }
}
