package io.talon.management;

import io.talon.ledger.Overview.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A source as the operations page reads it.
 *
 * @param periodSeconds length of its intervals; null before the first is known
 * @param last          its newest interval
 * @param calendar      its intervals, oldest first
 */
record SourceJson(String name, String cron, boolean paused, String next, String landedUntil, String due, boolean late, Long periodSeconds, Cell last, List<Cell> calendar) {
    private static final int CELLS = 182;

    /** An interval and what became of it. */
    record Cell(String interval, String start, String state, Long rows, String endedAt) {
    }

    static SourceJson of(SourceView source) {
        Cell last = source.outcomes().stream().findFirst().map(SourceJson::last).orElse(null);
        return new SourceJson(source.name(), source.cron(), source.isPaused(), text(source.next()), text(source.landedUntil()), text(source.due()), source.isLate(),
            source.period().map(Duration::toSeconds).orElse(null), last,
            source.calendar(CELLS).stream().map(cell -> new Cell(cell.interval().toString(), text(cell.interval().start()), cell.state(), cell.rows(), null)).toList());
    }

    private static Cell last(Outcome outcome) {
        return new Cell(outcome.interval().toString(), text(outcome.intervalStart()), outcome.state().toString(), outcome.rows(), text(outcome.endedAt()));
    }

    private static String text(Instant instant) {
        return Optional.ofNullable(instant).map(Instant::toString).orElse(null);
    }
}
