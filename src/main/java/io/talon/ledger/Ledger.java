package io.talon.ledger;

import io.talon.interval.Interval;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The run ledger: each run's steps, written down before the next is taken. */
public final class Ledger {
    private static final Duration OWNERSHIP = Duration.ofMinutes(1);
    private final RunTable runs;
    private final Clock clock;
    private final String owner;
    private final Duration deadline;
    private volatile boolean stopping;

    /** @param owner name of this process, written on the runs that it carries */
    public Ledger(Jdbi jdbi, Clock clock, String owner, Duration deadline) {
        this.runs = jdbi.onDemand(RunTable.class);
        this.clock = clock;
        this.owner = owner;
        this.deadline = deadline;
    }

    /** The run of an interval as it would be planned now. */
    public Run draft(String source, Interval interval, Request request, String batch) {
        return new Run(Run.id(source, interval), source, interval.start(), interval.end(), batch, RunState.PLANNED, request,
            null, 0, clock.instant(), null, null, null, null, null);
    }

    /** Writes a run that the schedule owes down, once per interval. One that is there already stays as it is. */
    public Run schedule(Run run) {
        runs.insert(run, "schedule", clock.instant());
        return get(run);
    }

    /**
     * Writes a run that somebody asks for down, once per interval. One that is there already keeps what it has reached,
     * joins the new batch, and if it has failed it goes on where it stopped.
     */
    public Run request(Run run) {
        runs.insert(run, "request", clock.instant());
        runs.resume(run.id(), run.batch(), run.request(), clock.instant(), clock.instant().plus(deadline));
        return get(run);
    }

    /** Takes all due runs for this process; nobody else gets them. */
    public List<Run> takeDue() {
        return runs.takeDue(owner, clock.instant(), clock.instant().plus(OWNERSHIP));
    }

    /** Keeps the runs of this process from being taken as those of a dead one. */
    public void renew() {
        runs.renew(owner, clock.instant().plus(OWNERSHIP));
    }

    /** Before the vendor is asked: the intent, and from the first time on the deadline. */
    public Run requesting(Run run) {
        runs.requesting(run.id(), clock.instant().plus(deadline));
        return get(run);
    }

    /** A new ticket is for new files: what an earlier one brought is forgotten. */
    public Run requested(Run run, String exportId) {
        runs.forgetObjects(run.id());
        runs.requested(run.id(), exportId);
        return get(run);
    }

    /** Keeps what lies in the store for a run; storing a member again replaces its entry. */
    public void keep(Run run, String member, String key, long bytes, String sha256) {
        runs.keep(new StoredObject(run.id(), member, key, bytes, sha256, null, null));
    }

    public Run stored(Run run) {
        runs.stored(run.id());
        return get(run);
    }

    /** The next object of a run that is not in the warehouse yet, or null. */
    public StoredObject nextToLoad(Run run) {
        return runs.nextToLoad(run.id()).orElse(null);
    }

    public void loaded(StoredObject object, long rows, String notice) {
        runs.loaded(object.run(), object.member(), rows, notice);
    }

    /** Ends a run: landed if any row came, else empty. */
    public Run landed(Run run) {
        runs.end(run.id(), runs.rows(run.id()) > 0 ? RunState.LANDED : RunState.EMPTY, clock.instant());
        return get(run);
    }

    public Run empty(Run run) {
        runs.end(run.id(), RunState.EMPTY, clock.instant());
        return get(run);
    }

    /** Puts a run back to be taken up again after a pause, from the last step that was written down. */
    public Run postpone(Run run, Duration pause) {
        if (!stopping) {
            runs.postpone(run.id(), owner, clock.instant().plus(pause));
        }
        return get(run);
    }

    public Run fail(Run run, String failure, String error, String remedy, RunState resumeAt) {
        if (!stopping) {
            runs.fail(run.id(), owner, failure, error, remedy, resumeAt, clock.instant());
        }
        return get(run);
    }

    /** From here on nothing fails: what a stop breaks off is no failure of a run. */
    public void stopping() {
        stopping = true;
    }

    /** Lets go of all runs of this process, so that the next start goes on with them. */
    public void release() {
        runs.release(owner);
    }

    /** Lets go of the runs of every process: right only where no other can be alive. */
    public void releaseAll() {
        runs.releaseAll();
    }

    /** Gathers all unfinished runs into one batch, to be followed together. */
    public void adoptUnfinished(String batch) {
        runs.adoptUnfinished(batch);
    }

    public Optional<Run> find(String id) {
        return runs.find(id);
    }

    public List<Run> runs() {
        return runs.all();
    }

    public List<Run> batch(String batch) {
        return runs.batch(batch);
    }

    public List<Run> failed() {
        return runs.failed();
    }

    public List<StoredObject> objects() {
        return runs.objects();
    }

    /** Up to where the schedule has come; a backfill does not move it. */
    public Optional<Instant> scheduledUntil(String source) {
        return runs.scheduledUntil(source);
    }

    public Optional<Instant> plannedFrom(String source) {
        return runs.plannedFrom(source);
    }

    /** Whose data this ledger is about. */
    public String vendor() {
        return runs.home("vendor").orElseThrow();
    }

    /** Says whose data this ledger is about, unless that has been said. */
    public void vendor(String vendor) {
        runs.home("vendor", vendor);
    }

    private Run get(Run run) {
        return runs.find(run.id()).orElseThrow();
    }
}
