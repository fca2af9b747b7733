package io.talon.ledger;

import io.talon.interval.Interval;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** The run ledger: each run's steps, written down before the next is taken, by the process that carries the run and no other. */
public final class Ledger {
    private static final Duration OWNERSHIP = Duration.ofMinutes(1);
    private static final Set<RunState> ASKING = EnumSet.of(RunState.PLANNED, RunState.REQUESTING);
    /** Few, so that processes share them. */
    private static final int ASKING_AT_A_TIME = 5;
    /** However many wait, so many are in memory: more than can be looked at or loaded in the time that it takes to take some more. */
    private static final int AT_A_TIME = 100;
    private static final String PARKED = "waiting for a new token";
    private final RunTable runs;
    private final ObjectTable objects;
    private final Clock clock;
    private final String owner;
    private final Duration deadline;
    private final Set<String> dropped = ConcurrentHashMap.newKeySet();
    private final Set<RunState> carried = EnumSet.of(RunState.PLANNED, RunState.REQUESTING, RunState.REQUESTED);
    private volatile boolean stopping;

    /** @param owner name of this process, written on the runs that it carries */
    public Ledger(Jdbi jdbi, Clock clock, String owner, Duration deadline) {
        this.runs = jdbi.onDemand(RunTable.class);
        this.objects = jdbi.onDemand(ObjectTable.class);
        this.clock = clock;
        this.owner = owner;
        this.deadline = deadline;
    }

    /** The run of an interval as it would be planned now. */
    public Run draft(String source, Interval interval, Request request, String batch) {
        return new Run(Run.id(source, interval), source, interval.start(), interval.end(), batch, RunState.PLANNED, request,
            null, 0, 0, 0, 0, null, null, clock.instant(), null, null, null, null, null);
    }

    /** Writes a run that the schedule owes down, once per interval. One that is there already stays as it is. */
    public Run schedule(Run run) {
        runs.insert(run, "schedule", clock.instant());
        return planned(run);
    }

    /**
     * Writes a run that somebody asks for down, once per interval. One that is there already keeps what it has reached,
     * joins the new batch, and if it has failed it goes on where it stopped.
     */
    public Run request(Run run) {
        runs.insert(run, "request", clock.instant());
        runs.resume(run.id(), run.batch(), run.request(), clock.instant(), clock.instant().plus(deadline));
        return planned(run);
    }

    /** Likewise, but what has ended is asked for anew; what it brings then takes the place of what it brought before. */
    public Run requestAgain(Run run) {
        runs.askAgain(run.id());
        return request(run);
    }

    /** What is written down after the token was refused waits with the others. */
    private synchronized Run planned(Run run) {
        if (!carried.contains(RunState.PLANNED)) {
            runs.park(owner, PARKED);
        }
        return get(run);
    }

    /** Takes some of the due runs for this process, those first that have been left alone longest; nobody else gets them. */
    public synchronized List<Run> takeDue() {
        return Stream.of(take(ASKING, ASKING_AT_A_TIME), take(EnumSet.of(RunState.REQUESTED), AT_A_TIME), take(EnumSet.of(RunState.STORED), AT_A_TIME))
            .flatMap(List::stream).sorted(Run.LONGEST_ALONE).toList();
    }

    private List<Run> take(Set<RunState> states, int most) {
        int room = carried.containsAll(states) ? most - runs.carried(owner, states) : 0;
        return room <= 0 ? List.of() : runs.takeDue(owner, clock.instant(), clock.instant().plus(OWNERSHIP), states, room);
    }

    /** Whether this process carries stored runs into the warehouse too. */
    public synchronized void loads(boolean itDoes) {
        if (itDoes) {
            carried.add(RunState.STORED);
        } else {
            carried.remove(RunState.STORED);
        }
    }

    /** Takes no run any more for which the vendor would have to be asked, and lets go of those it has. */
    public synchronized void park() {
        carried.retainAll(EnumSet.of(RunState.STORED));
        runs.park(owner, PARKED);
    }

    /** Whether a run waits until there is a new token, which takes a restart. */
    public synchronized boolean isParked(Run run) {
        return !carried.contains(RunState.PLANNED) && run.batch().equals(PARKED) && !run.state().ended();
    }

    /** Keeps the runs of this process from being taken as those of a dead one, but for those that it has dropped. */
    public void renew() {
        Set<String> let = Set.copyOf(dropped);
        if (!let.isEmpty()) {
            runs.release(owner, let);
            dropped.removeAll(let);
        }
        runs.renew(owner, clock.instant().plus(OWNERSHIP));
    }

    /** Before what cannot be taken back: a process that stood still for long may have lost the run to another that has ended it since. */
    public Run hold(Run run) {
        return own(run, runs.hold(run.id(), owner, clock.instant().plus(OWNERSHIP)));
    }

    /** Before the vendor is asked: the intent, and from the first time on the deadline. */
    public Run requesting(Run run) {
        return own(run, runs.requesting(run.id(), owner, clock.instant().plus(deadline)));
    }

    public Run requested(Run run, String exportId) {
        return own(run, runs.requested(run.id(), owner, exportId, clock.instant()));
    }

    /** After a look at a ticket that is pending: the run, or null if it was put back behind others, whose tickets have been left alone for longer. */
    public Run looked(Run run, String status, Instant since) {
        boolean stays = runs.looked(run.id(), owner, status, since, clock.instant()).orElseThrow(() -> new OwnershipLostException(run.id()));
        return stays ? get(run) : null;
    }

    /**
     * Keeps what lies in the store for a run; storing a member again replaces its entry, and other content is told of.
     *
     * @param unknown why this is kept but not to be loaded; null if it is data
     */
    public void keep(Run run, String member, String key, long bytes, String sha256, String unknown) {
        String other = objects.find(run.id(), member).map(StoredObject::sha256).filter(before -> !before.equals(sha256)).orElse(null);
        StoredObject object = new StoredObject(run.id(), member, key, bytes, sha256, unknown == null ? null : 0L, unknown);
        objects.keep(object.noticing(other == null ? null : "took the place of other content, sha256 " + other), get(run).exportId());
    }

    /** A new ticket is for new files: what an earlier one brought is forgotten. */
    public Run stored(Run run) {
        objects.forgetOthers(run.id(), get(run).exportId());
        return own(run, runs.stored(run.id(), owner, clock.instant()));
    }

    /** The next object of a run that is not in the warehouse yet, or null. */
    public StoredObject nextToLoad(Run run) {
        return objects.nextToLoad(run.id()).orElse(null);
    }

    public void loaded(StoredObject object, long rows, String notice) {
        objects.loaded(object.run(), object.member(), rows, object.noticing(notice).notice());
    }

    /** Makes everything that has landed due for loading, for a warehouse that has nothing of it; answers the number of runs. */
    public int loadAgain() {
        objects.loadAgain();
        return runs.loadAgain(clock.instant(), clock.instant().plus(deadline), "load again " + clock.instant());
    }

    /** Ends a run: landed if any row came, else empty. */
    public Run landed(Run run) {
        return end(run, objects.rows(run.id()) > 0 ? RunState.LANDED : RunState.EMPTY);
    }

    public Run empty(Run run) {
        return end(run, RunState.EMPTY);
    }

    private Run end(Run run, RunState state) {
        return own(run, runs.end(run.id(), owner, state, clock.instant()));
    }

    /** Puts a run back to be taken up again after a pause, from the last step that was written down, and notes why. */
    public Run postpone(Run run, Duration pause, String failure, String error) {
        if (!stopping) {
            runs.postpone(run.id(), owner, clock.instant().plus(pause), failure, error);
        }
        return get(run);
    }

    /** Ends a run as failed; one that this process does not carry any more stays as it is. */
    public Run fail(Run run, String failure, String error, String remedy, RunState resumeAt) {
        if (!stopping) {
            runs.fail(run.id(), owner, failure, error, remedy, resumeAt, clock.instant());
        }
        return get(run);
    }

    /** A run that cannot even be put back, since the ledger is away, is let go of as soon as the ledger is there again. */
    public void drop(Run run) {
        dropped.add(run.id());
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

    /** All runs of a source, oldest first. */
    public List<Run> runs(String source) {
        return runs.of(source);
    }

    /** The run of a source whose interval ends last. */
    public Optional<Run> newest(String source) {
        return runs.newest(source);
    }

    public List<Run> batch(String batch) {
        return runs.batch(batch);
    }

    public List<Run> failed() {
        return runs.failed();
    }

    /** Runs that another living process carries now. */
    public List<Run> ofOthers() {
        return runs.ofOthers(owner, clock.instant());
    }

    public List<StoredObject> objects() {
        return objects.all();
    }

    public List<StoredObject> objects(Run run) {
        return objects.of(run.id());
    }

    /** Up to where the schedule has come; a backfill does not move it. */
    public Optional<Instant> scheduledUntil(String source) {
        return runs.scheduledUntil(source);
    }

    public Optional<Instant> plannedFrom(String source) {
        return runs.plannedFrom(source);
    }

    private Run own(Run run, int updated) {
        if (updated == 0) {
            throw new OwnershipLostException(run.id());
        }
        return get(run);
    }

    private Run get(Run run) {
        return runs.find(run.id()).orElseThrow();
    }
}
