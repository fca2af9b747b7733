package io.talon.ledger;

import io.talon.interval.Interval;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The ledger of builds: which landed runs are in the published mart, and which still wait for it. */
public final class Builds {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private final BuildTable builds;
    private final Clock clock;
    private volatile boolean leads;
    private volatile boolean dropped;

    public Builds(Jdbi jdbi, Clock clock) {
        this.builds = jdbi.onDemand(BuildTable.class);
        this.clock = clock;
    }

    /** The build that is due, or null; always null in a process that does not build. */
    public Build take() {
        if (leads && dropped) {
            lead(true);
        }
        return !leads ? null : builds.take(id(), clock.instant(), clock.instant().minus(PATIENCE)).orElse(null);
    }

    /**
     * A build that somebody asked for.
     *
     * @param takesIn whether it brings all that has landed into the mart
     */
    public Build begin(boolean takesIn) {
        return builds.begin(id(), clock.instant(), takesIn);
    }

    private String id() {
        Instant now = clock.instant();
        return Interval.safe(now) + "-" + now.toEpochMilli() % 1000;
    }

    public void published(Build build, int models, int tests, int warnings) {
        builds.end(build.id(), "published", clock.instant(), models, tests, warnings, null, null);
    }

    /** A build that ends unpublished leaves its runs to the next tick. */
    public void ended(Build build, String state, String error, String remedy) {
        builds.end(build.id(), state, clock.instant(), 0, 0, 0, error, remedy);
    }

    /** A build that met trouble which may pass goes on later. */
    public void putOff(Build build, Duration pause, String error, String remedy) {
        builds.putOff(build.id(), clock.instant().plus(pause), error, remedy);
    }

    /** A build that cannot even be put off, since the ledger is away, is let go of as soon as the ledger is there again. */
    public void drop() {
        dropped = true;
    }

    /** Makes the runs of builds that did not publish due for another one. */
    public void takeAgain() {
        builds.takeAgain();
    }

    /** Whether this process builds. What another left half built is built anew. */
    public void lead(boolean itDoes) {
        leads = itDoes;
        dropped = false;
        if (leads) {
            builds.interrupt(clock.instant());
            builds.takeAgain();
        }
    }

    public Build now(Build build) {
        return builds.find(build.id()).orElseThrow();
    }

    public boolean isPending() {
        return builds.isPending();
    }

    public List<Build> all() {
        return builds.all();
    }

    public Optional<Build> last() {
        return builds.last();
    }
}
