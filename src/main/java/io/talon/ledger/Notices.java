package io.talon.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.apache.camel.Body;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.customizer.BindList.EmptyHandling;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The outbox: what is to be told to whom, each event once per destination, apart from the runs that it is about. */
public final class Notices {
    /** What failed longer ago is no news to a destination that is new. */
    private static final Duration NEWS = Duration.ofDays(1);
    private static final Duration SENDING = Duration.ofMinutes(1);
    /** It is told in events of its own, and of all that ended within this time. */
    private static final String LINEAGE = "lineage";
    private static final Duration LINEAGE_REACHES_BACK = Duration.ofDays(30);
    private final Table table;
    private final Clock clock;
    private final List<String> destinations;
    private final boolean delivers;
    private final Duration patience;
    private volatile boolean leads;

    /**
     * @param destinations of all notices; none is fine
     * @param delivers     whether plans and alerts are worked, whose destinations stand in their own file
     * @param patience     how long after it was planned a scheduled run may land without being late
     */
    public Notices(Jdbi jdbi, Clock clock, List<String> destinations, boolean delivers, Duration patience) {
        this.table = jdbi.onDemand(Table.class);
        this.clock = clock;
        this.destinations = destinations;
        this.delivers = delivers;
        this.patience = patience;
    }

    /** Deliveries are for the process that has the warehouse: the mart of another is older, or none. */
    public void lead(boolean itDoes) {
        leads = itDoes;
    }

    /** Whether plans and alerts are worked by this process now. */
    public boolean delivers() {
        return delivers && leads;
    }

    /** Takes what is due to be sent: of runs that failed or are late, of marts that were not published, of the end of such trouble, and of what was {@link #tell told}. */
    public List<Notice> takeDue() {
        collect();
        return destinations.isEmpty() && !delivers() ? List.of() : table.takeDue(destinations, delivers(), clock.instant(), clock.instant().plus(SENDING));
    }

    /** Whether a notice that was taken is still to be sent by whoever took it: another process may have it, where others before it took long. */
    public boolean hold(@Body Notice notice) {
        return table.hold(notice.event(), notice.destination(), notice.attempts(), clock.instant().plus(SENDING)) > 0;
    }

    private void collect() {
        Instant now = clock.instant();
        Instant due = now.minus(patience);
        for (String destination : people()) {
            table.collectRuns(destination, now, now.minus(NEWS));
            table.collectBuilds(destination, now, now.minus(NEWS));
            table.collectLate(destination, now, due, due.minus(NEWS), patience.toString().substring(2).toLowerCase(Locale.ROOT));
            table.collectRecoveredRuns(destination, now, now.minus(NEWS));
            table.collectRecoveredMart(destination, now, now.minus(NEWS));
        }
    }

    private List<String> people() {
        return destinations.stream().filter(destination -> !destination.equals(LINEAGE)).toList();
    }

    /** Ended runs, oldest first, of which there is no lineage event yet. */
    public List<Run> runsWithoutLineage() {
        return table.runsWithoutLineage(clock.instant().minus(LINEAGE_REACHES_BACK));
    }

    public List<Build> buildsWithoutLineage() {
        return table.buildsWithoutLineage(clock.instant().minus(LINEAGE_REACHES_BACK));
    }

    /** @param of a run or build, as its lineage event is named after it and its end */
    public void tellLineage(String of, Instant ended, String json) {
        table.add(Table.lineage(of, ended), LINEAGE, of, json, clock.instant());
    }

    /** Tells all people of an event, once. */
    public void tell(String event, String subject, String text) {
        people().forEach(destination -> table.add(event, destination, subject, text, clock.instant()));
    }

    /** Writes down what one destination is to be told, or what is to be made, once. */
    public void owe(Notice notice) {
        table.add(notice.event(), notice.destination(), notice.subject(), notice.text(), clock.instant());
    }

    /** Whether anybody was to be told of an event. */
    public boolean isKnown(String event) {
        return table.isKnown(event);
    }

    public void sent(Notice notice) {
        table.end(notice.event(), notice.destination(), clock.instant(), null);
    }

    public void postpone(Notice notice, Duration pause, String error) {
        table.postpone(notice.event(), notice.destination(), clock.instant().plus(pause), error);
    }

    /** Gives a notice up; of one that was a delivery the owner is told. */
    public void fail(Notice notice, String error) {
        table.end(notice.event(), notice.destination(), clock.instant(), error);
        if (notice.isDelivery()) {
            tell("lost " + notice.event() + " " + notice.destination(), notice.name() + " was not delivered", (notice.isTurn() ? "" : "To " + notice.destination() + ": ") + error);
        }
    }

    /** Whether anything that was not tried yet is to be sent. */
    public boolean isPending() {
        collect();
        return table.isPending(destinations, delivers());
    }

    /** The SQL of notices. */
    @RegisterConstructorMapper(Notice.class)
    interface Table {
        /** Length of an instant as it is written. */
        int INSTANT = 24;
        /** What stands around a run's name in the event of its failure: the word, two blanks, an instant. */
        int RUN_EVENT = 5 + INSTANT;
        String DELIVERY = "(event like 'plan %' or event like 'alert %')";
        String OURS = "(destination in (<destinations>) or :delivers and " + DELIVERY + ")";

        @SqlUpdate("insert into notice (event, destination, subject, text, due_at) "
            + "select 'run ' || id || ' ' || ended_at, :destination, id || ' failed (' || failure || ')', error || ' ' || remedy, :now from run "
            + "where state = 'failed' and ended_at >= :since on conflict do nothing")
        void collectRuns(String destination, Instant now, Instant since);

        @SqlUpdate("insert into notice (event, destination, subject, text, due_at) "
            + "select 'build ' || id || ' ' || ended_at, :destination, 'The mart was not published', error || ' ' || remedy, :now from build "
            + "where state in ('held', 'failed') and ended_at >= :since on conflict do nothing")
        void collectBuilds(String destination, Instant now, Instant since);

        /** The ledger knows of a tick by the run that it planned; where the service was down, that was later. */
        @SqlUpdate("insert into notice (event, destination, subject, text, due_at) "
            + "select 'late ' || id, :destination, id || ' is late', 'It was planned more than ' || :patience || ' ago and has not landed: it is ' || state || '. ' "
            + "|| coalesce(error || ' It will be tried again until its deadline.', 'The vendor is not ready, or others wait before it; talon status shows when it comes up next.'), :now from run "
            + "where " + RunTable.UNFINISHED + " and origin = 'schedule' and planned_at < :due and planned_at >= :since on conflict do nothing")
        void collectLate(String destination, Instant now, Instant due, Instant since, String patience);

        /** Of whatever was told of a run, the latest stands for all: its end is told once. */
        @SqlUpdate("insert into notice (event, destination, subject, text, due_at) "
            + "select 'recovered ' || max(told.event), :destination, run.id || ' has recovered', 'It is ' || run.state || ' now.', :now "
            + "from notice told join run on run.id = case when told.event like 'late %' then substr(told.event, 6) "
            + "when told.event like 'run %' then substr(told.event, 5, length(told.event) - " + RUN_EVENT + ") end "
            + "where told.destination = :destination and run.state in ('landed', 'empty') and run.ended_at >= :since "
            + "group by run.id, run.state on conflict do nothing")
        void collectRecoveredRuns(String destination, Instant now, Instant since);

        @SqlUpdate("insert into notice (event, destination, subject, text, due_at) "
            + "select 'recovered ' || max(told.event), :destination, 'The mart is published again', 'It holds all that has landed.', :now "
            + "from notice told where told.event like 'build %' and told.destination = :destination and exists (select 1 from build "
            + "where state = 'published' and ended_at >= :since and ended_at > substr(told.event, length(told.event) - " + (INSTANT - 1) + ")) "
            + "having count(*) > 0 on conflict do nothing")
        void collectRecoveredMart(String destination, Instant now, Instant since);

        @SqlUpdate("insert into notice (event, destination, subject, text, due_at) values (:event, :destination, :subject, :text, :now) on conflict do nothing")
        void add(String event, String destination, String subject, String text, Instant now);

        @SqlQuery("update notice set due_at = :until, attempts = attempts + 1 where ended_at is null and due_at <= :now "
            + "and " + OURS + " returning event, destination, subject, text, attempts")
        List<Notice> takeDue(@BindList(onEmpty = EmptyHandling.NULL_STRING) List<String> destinations, boolean delivers, Instant now, Instant until);

        @SqlUpdate("update notice set due_at = :until where event = :event and destination = :destination and attempts = :attempts and ended_at is null")
        int hold(String event, String destination, int attempts, Instant until);

        @SqlUpdate("update notice set due_at = :due, error = :error where event = :event and destination = :destination")
        void postpone(String event, String destination, Instant due, String error);

        /** Figures that were delivered are not kept, nor is lineage that somebody else keeps now. */
        @SqlUpdate("update notice set ended_at = :now, error = :error, text = case when " + DELIVERY + " or destination = '" + LINEAGE + "' then '' else text end where event = :event and destination = :destination")
        void end(String event, String destination, Instant now, String error);

        @SqlQuery("select exists (select 1 from notice where event = :event)")
        boolean isKnown(String event);

        @SqlQuery("select exists (select 1 from notice where ended_at is null and error is null and " + OURS + ")")
        boolean isPending(@BindList(onEmpty = EmptyHandling.NULL_STRING) List<String> destinations, boolean delivers);

        static String lineage(String of, Instant ended) {
            return "lineage " + of + " " + LedgerDatabase.text(ended);
        }

        @RegisterConstructorMapper(Run.class)
        @SqlQuery(RunTable.RUN + "where state in ('landed', 'empty', 'failed') and ended_at >= :since "
            + "and not exists (select 1 from notice where event = 'lineage ' || run.id || ' ' || run.ended_at and destination = '" + LINEAGE + "') order by ended_at")
        List<Run> runsWithoutLineage(Instant since);

        @RegisterConstructorMapper(Build.class)
        @SqlQuery(BuildTable.BUILD + "where state in ('published', 'held', 'failed') and ended_at >= :since "
            + "and not exists (select 1 from notice where event = 'lineage build ' || build.id || ' ' || build.ended_at and destination = '" + LINEAGE + "') order by ended_at")
        List<Build> buildsWithoutLineage(Instant since);
    }
}
