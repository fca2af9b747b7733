package io.talon.ledger;

import io.talon.interval.Interval;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** The ledger as whoever watches it wants it: counted by the database, so that a long history costs little. */
public final class Overview {
    private final Table table;

    public Overview(Jdbi jdbi) {
        this.table = jdbi.onDemand(Table.class);
    }

    /**
     * The runs of a source in one state.
     *
     * @param latest end of the newest interval among them
     */
    public record Tally(String source, RunState state, long number, Instant latest) {
    }

    /** What the store has of a source, and how many rows were loaded from it. */
    public record Volume(String source, long bytes, long rows) {
    }

    /**
     * An interval and what became of it.
     *
     * @param rows      loaded from it; null if nothing was stored
     * @param plannedAt when it was first written down
     * @param endedAt   null if it has not ended
     */
    public record Outcome(Instant intervalStart, Instant intervalEnd, RunState state, Request request, Long rows, Instant plannedAt, Instant endedAt) {

        public Interval interval() {
            return new Interval(intervalStart, intervalEnd);
        }
    }

    /**
     * What a source has brought.
     *
     * @param until end of its newest interval that landed or was empty; null if there is none
     */
    public record Landed(String source, Instant until) {
    }

    /** How many builds ended in a state. */
    public record BuildTally(String state, long number) {
    }

    public List<Tally> tallies() {
        return table.tallies();
    }

    public List<Volume> volumes() {
        return table.volumes();
    }

    /** Up to when the data of all sources that are on had landed at an instant; nothing if that cannot be said of one of them. */
    public Optional<Instant> through(Instant at, Predicate<String> isOn) {
        List<Landed> landed = table.landed(at).stream().filter(source -> isOn.test(source.source())).toList();
        return landed.stream().anyMatch(source -> source.until() == null) ? Optional.empty() : landed.stream().map(Landed::until).min(Comparator.naturalOrder());
    }

    /** The newest intervals of a source, newest first. */
    public List<Outcome> newest(String source, int most) {
        return table.newest(source, most);
    }

    public List<Run> unfinished() {
        return table.unfinished();
    }

    /** Failed runs, those first that failed last. */
    public List<Run> failed(int most) {
        return table.failed(most);
    }

    /** Since when the run that waits longest could have been taken up. */
    public Optional<Instant> oldestDue(Instant now) {
        return table.oldestDue(now);
    }

    public List<BuildTally> builds() {
        return table.builds();
    }

    /** The last build that came to an end of its own: published, held or failed. */
    public Optional<Build> lastBuild() {
        return table.lastBuild();
    }

    public Optional<Instant> lastPublished() {
        return table.lastPublished();
    }

    /** Whether the database answers. */
    public boolean isReachable() {
        try {
            return table.one() == 1;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** The SQL of what is watched. */
    interface Table {
        @SqlQuery("select source, state, count(*) as number, max(interval_end) as latest from run group by source, state order by source, state")
        @RegisterConstructorMapper(Tally.class)
        List<Tally> tallies();

        @SqlQuery("select source, max(case when state in ('landed', 'empty') and ended_at <= :at then interval_end end) as until from run group by source")
        @RegisterConstructorMapper(Landed.class)
        List<Landed> landed(Instant at);

        @SqlQuery("select run.source, sum(bytes) as bytes, coalesce(sum(row_count), 0) as rows from stored_object join run on run.id = stored_object.run "
            + "group by run.source order by run.source")
        @RegisterConstructorMapper(Volume.class)
        List<Volume> volumes();

        @SqlQuery("select interval_start, interval_end, state, request, (select sum(row_count) from stored_object where run = run.id) as rows, planned_at, ended_at "
            + "from run where source = :source order by interval_start desc limit :most")
        @RegisterConstructorMapper(Outcome.class)
        List<Outcome> newest(String source, int most);

        @SqlQuery(RunTable.RUN + "where " + RunTable.UNFINISHED + " order by due_at, interval_start, source")
        @RegisterConstructorMapper(Run.class)
        List<Run> unfinished();

        @SqlQuery(RunTable.RUN + "where state = 'failed' order by ended_at desc, interval_start desc limit :most")
        @RegisterConstructorMapper(Run.class)
        List<Run> failed(int most);

        @SqlQuery("select state, count(*) as number from build group by state order by state")
        @RegisterConstructorMapper(BuildTally.class)
        List<BuildTally> builds();

        @SqlQuery("select min(due_at) from run where due_at <= :now and " + RunTable.UNFINISHED)
        Optional<Instant> oldestDue(Instant now);

        @SqlQuery(BuildTable.BUILD + "where state in ('published', 'held', 'failed') order by started_at desc limit 1")
        @RegisterConstructorMapper(Build.class)
        Optional<Build> lastBuild();

        @SqlQuery("select max(ended_at) from build where state = 'published'")
        Optional<Instant> lastPublished();

        @SqlQuery("select 1")
        int one();
    }
}
