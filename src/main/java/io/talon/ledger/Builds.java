package io.talon.ledger;

import io.talon.interval.Interval;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The ledger of builds: which landed runs are in the published mart, and which still wait for it. */
public final class Builds {
    private final BuildTable builds;
    private final Clock clock;

    public Builds(Jdbi jdbi, Clock clock) {
        this.builds = jdbi.onDemand(BuildTable.class);
        this.clock = clock;
    }

    /** The build that is due, or null. */
    public Build take() {
        return builds.take(Interval.safe(clock.instant()) + "-" + clock.millis() % 1000, clock.instant()).orElse(null);
    }

    public void published(Build build, int models, int tests, int warnings) {
        builds.end(build.id(), "published", clock.instant(), models, tests, warnings, null, null);
    }

    /** A build that ends unpublished leaves its runs to the next tick. */
    public void ended(Build build, String state, String error, String remedy) {
        builds.end(build.id(), state, clock.instant(), 0, 0, 0, error, remedy);
    }

    /** Makes the runs of builds that did not publish due for another one. */
    public void takeAgain() {
        builds.takeAgain();
    }

    /** After a crash: what was being built is built anew. */
    public void resume() {
        builds.interrupt(clock.instant());
        builds.takeAgain();
    }

    public boolean isPending() {
        return builds.isPending();
    }

    public List<Build> all() {
        return builds.all();
    }

    public Optional<Build> last() {
        List<Build> all = builds.all();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }
}
