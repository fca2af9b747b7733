package io.talon.deliver;

import io.talon.ledger.Build;
import io.talon.ledger.Notice;
import io.talon.ledger.Notices;
import io.talon.ledger.Overview;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the plans and alerts whose turn has come into the outbox, each turn once; of those that have to wait the owner is told. */
public final class Agenda {
    /** What was due longer ago is given up: what comes next is newer. */
    private static final Duration NEWS = Duration.ofDays(1);
    private final Supplier<Stream<Scheduled>> scheduled;
    private final Notices notices;
    private final Overview overview;
    private final Data data;
    private final Clock clock;
    /** What this process has written, so that the ledger is not asked for it again and again. */
    private final Map<String, String> written = new HashMap<>();

    public Agenda(Supplier<Stream<Scheduled>> scheduled, Notices notices, Overview overview, Data data, Clock clock) {
        this.scheduled = scheduled;
        this.notices = notices;
        this.overview = overview;
        this.data = data;
        this.clock = clock;
    }

    /** How far the published data reach. */
    public interface Data {
        /** Up to when the data of every source that is on are in the mart; null where one has brought none. */
        Instant through();

        /** Whether everything that should be in the mart at an instant is. */
        boolean isThere(Instant due);
    }

    public synchronized void collect() {
        if (!notices.delivers()) {
            return;
        }
        List<Scheduled> all = scheduled.get().filter(item -> !item.isDisabled()).toList();
        all.stream().filter(item -> item.timing().isByClock()).forEach(this::byClock);
        List<Scheduled> afterRun = all.stream().filter(item -> !item.timing().isByClock()).toList();
        if (!afterRun.isEmpty()) {
            overview.lastBuild().filter(build -> isNews(build.endedAt())).ifPresent(build -> afterRun(build, afterRun));
        }
    }

    private boolean isNews(Instant at) {
        return at.plus(NEWS).isAfter(clock.instant());
    }

    /** Data that come in the place of others of the same days are no turn of their own. */
    private void afterRun(Build build, List<Scheduled> items) {
        Instant through = build.isPublished() ? data.through() : null;
        if (through != null) {
            items.forEach(item -> owe(item, through));
        } else if (build.isPublished()) {
            tell("held " + build.id(), "Deliveries are held", "Not every source that is on has brought its first data, so these wait: " + names(items)
                + ". They are delivered when all have; source.NAME.enabled=false leaves one out.");
        } else {
            tell("held " + build.id(), "Deliveries are held", "The mart was not published, so these wait: " + names(items) + ". They are delivered when it is published again.");
        }
    }

    private static String names(List<Scheduled> items) {
        return items.stream().map(item -> item.kind() + " " + item.name()).collect(Collectors.joining(", "));
    }

    private void byClock(Scheduled item) {
        item.timing().due(clock.instant()).filter(this::isNews).ifPresent(due -> {
            if (data.isThere(due)) {
                owe(item, due);
            } else if (!notices.isKnown(item.event(due))) {
                tell("held " + item.event(due), "The " + item.kind() + " " + item.name() + " is late",
                    "It was due at " + due + ", but not all data are in the mart that should be. It is delivered when they are, if that is within a day.");
            }
        });
    }

    private void owe(Scheduled item, Instant at) {
        Notice turn = item.turn(at);
        once(item.kind() + " " + item.name(), turn.event(), () -> notices.owe(turn));
    }

    private void tell(String event, String subject, String text) {
        once(subject, event, () -> notices.tell(event, subject, text));
    }

    private void once(String of, String event, Runnable write) {
        if (!event.equals(written.get(of))) {
            write.run();
            written.put(of, event);
        }
    }
}
