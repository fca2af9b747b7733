package io.talon.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The outbox: what is to be told to whom, each event once per destination, apart from the runs that it is about. */
public final class Notices {
    /** What failed longer ago is no news to a destination that is new. */
    private static final Duration NEWS = Duration.ofDays(1);
    private static final Duration SENDING = Duration.ofMinutes(1);
    private final Table table;
    private final Clock clock;
    private final List<String> destinations;

    /** @param destinations of all notices; none is fine */
    public Notices(Jdbi jdbi, Clock clock, List<String> destinations) {
        this.table = jdbi.onDemand(Table.class);
        this.clock = clock;
        this.destinations = destinations;
    }

    /** Takes what is due to be sent: of failed runs, of marts that were not published, and of what was {@link #tell told}. */
    public List<Notice> takeDue() {
        collect();
        return destinations.isEmpty() ? List.of() : table.takeDue(clock.instant(), clock.instant().plus(SENDING));
    }

    private void collect() {
        for (String destination : destinations) {
            table.collectRuns(destination, clock.instant(), clock.instant().minus(NEWS));
            table.collectBuilds(destination, clock.instant(), clock.instant().minus(NEWS));
        }
    }

    /** Tells all destinations of an event, once. */
    public void tell(String event, String subject, String text) {
        destinations.forEach(destination -> table.add(event, destination, subject, text, clock.instant()));
    }

    public void sent(Notice notice) {
        table.end(notice.event(), notice.destination(), clock.instant(), null);
    }

    public void postpone(Notice notice, Duration pause, String error) {
        table.postpone(notice.event(), notice.destination(), clock.instant().plus(pause), error);
    }

    public void fail(Notice notice, String error) {
        table.end(notice.event(), notice.destination(), clock.instant(), error);
    }

    /** Whether anything that was not tried yet is to be sent. */
    public boolean isPending() {
        collect();
        return !destinations.isEmpty() && table.isPending();
    }

    /** The SQL of notices. */
    @RegisterConstructorMapper(Notice.class)
    interface Table {
        @SqlUpdate("insert into notice (event, destination, subject, text, due_at) "
            + "select 'run ' || id || ' ' || ended_at, :destination, id || ' failed', error || ' ' || remedy, :now from run "
            + "where state = 'failed' and ended_at >= :since on conflict do nothing")
        void collectRuns(String destination, Instant now, Instant since);

        @SqlUpdate("insert into notice (event, destination, subject, text, due_at) "
            + "select 'build ' || id || ' ' || ended_at, :destination, 'The mart was not published', error || ' ' || remedy, :now from build "
            + "where state in ('held', 'failed') and ended_at >= :since on conflict do nothing")
        void collectBuilds(String destination, Instant now, Instant since);

        @SqlUpdate("insert into notice (event, destination, subject, text, due_at) values (:event, :destination, :subject, :text, :now) on conflict do nothing")
        void add(String event, String destination, String subject, String text, Instant now);

        @SqlQuery("update notice set due_at = :until, attempts = attempts + 1 where ended_at is null and due_at <= :now "
            + "returning event, destination, subject, text, attempts")
        List<Notice> takeDue(Instant now, Instant until);

        @SqlUpdate("update notice set due_at = :due, error = :error where event = :event and destination = :destination")
        void postpone(String event, String destination, Instant due, String error);

        @SqlUpdate("update notice set ended_at = :now, error = :error where event = :event and destination = :destination")
        void end(String event, String destination, Instant now, String error);

        @SqlQuery("select exists (select 1 from notice where ended_at is null and error is null)")
        boolean isPending();
    }
}
