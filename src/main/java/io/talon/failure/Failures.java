package io.talon.failure;

import io.talon.ledger.Build;
import io.talon.ledger.Builds;
import io.talon.ledger.Ledger;
import io.talon.ledger.Notice;
import io.talon.ledger.Notices;
import io.talon.ledger.Run;
import io.talon.ledger.RunState;
import io.talon.model.Node;
import io.talon.store.Delivery;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.apache.commons.lang3.exception.ExceptionUtils;

/** Writes down what an exception means for a run, a build or a notice; the routes say which is tried again. */
public final class Failures {
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);
    private static final Duration NOTICE_IS_OLD = Duration.ofDays(1);
    private static final int NOTICE_TRIES = (int) NOTICE_IS_OLD.dividedBy(LONGEST_PAUSE);
    /** Where very many wait, the first trouble may come when the deadline is over already. */
    private static final int FAIR_ATTEMPTS = 3;
    private final Ledger ledger;
    private final Builds builds;
    private final Notices notices;
    private final Duration deadline;
    private final Clock clock;

    /** @param deadline of builds; that of a run is in the ledger */
    public Failures(Ledger ledger, Builds builds, Notices notices, Duration deadline, Clock clock) {
        this.ledger = ledger;
        this.builds = builds;
        this.notices = notices;
        this.deadline = deadline;
        this.clock = clock;
    }

    /** The failure that the exchange carries. */
    public Failure explain(Exchange exchange) {
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        haltWithoutFiles(caught);
        Notice notice = exchange.getVariable("notice", Notice.class);
        if (notice != null) {
            return Explanation.ofTelling(notice, caught, clock).masked();
        }
        return new Explanation(exchange.getVariable("run", Run.class), exchange.getVariable("node", Node.class), clock).of(hidden(exchange).<Exception>map(problem -> problem).orElse(caught)).masked();
    }

    /** A process that may open no file any more would only seem to work; the ledger is as it was, and a supervisor starts it again. */
    private static void haltWithoutFiles(Exception caught) {
        if (ExceptionUtils.stream(caught).anyMatch(cause -> String.valueOf(cause.getMessage()).contains("Too many open files"))) {
            System.err.println("Failed: too many open files. Raise the limit of this process (ulimit -n), then start again: everything goes on where it stopped.");
            Runtime.getRuntime().halt(1);
        }
    }

    /** A client that uploads a stream tends to hide why reading it failed. */
    private static Optional<IOException> hidden(Exchange exchange) {
        return Optional.ofNullable(exchange.getVariable("delivery", Delivery.class)).map(Delivery::problem);
    }

    /** Whether a run may be tried again after a passing failure: until its deadline, and not too often in a row where that would not help. */
    public boolean mayTryAgain(@Variable("run") Run run, @Variable("failure") Failure failure) {
        Run now = find(run);
        boolean isInTime = now.deadlineAt() == null || clock.instant().isBefore(now.deadlineAt()) || now.attempts() < FAIR_ATTEMPTS;
        return isInTime && (failure.tries() == 0 || inARow(now, failure) < failure.tries());
    }

    private static int inARow(Run run, Failure failure) {
        return failure.kind().equals(run.failure()) ? run.tries() + 1 : 1;
    }

    /** Puts a run back, to be taken up again after a pause that doubles each time, or that was asked for. */
    public Instant tryAgain(@Variable("run") Run run, @Variable("failure") Failure failure) {
        Duration pause = failure.pause() != null ? failure.pause() : pause(find(run).attempts());
        return ledger.postpone(run, pause, failure.kind(), failure.error()).dueAt();
    }

    /** Whether a build may go on later. */
    public boolean mayBuildAgain(@Variable("build") Build build) {
        return clock.instant().isBefore(build.startedAt().plus(deadline));
    }

    public void buildAgain(@Variable("build") Build build, @Variable("failure") Failure failure) {
        builds.putOff(build, pause(build.attempts()), failure.error(), failure.remedy());
    }

    /** Whether a notice may be sent later: for about a day. */
    public boolean mayTellAgain(@Variable("notice") Notice notice) {
        return notice.attempts() < NOTICE_TRIES;
    }

    public void tellAgain(@Variable("notice") Notice notice, @Variable("failure") Failure failure) {
        notices.postpone(notice, failure.pause() != null ? failure.pause() : pause(notice.attempts()), failure.error());
    }

    private static Duration pause(int attempts) {
        long pause = Math.min(LONGEST_PAUSE.toMillis(), 500L << Math.min(attempts, 20));
        return Duration.ofMillis(pause - ThreadLocalRandom.current().nextLong(pause / 5 + 1));
    }

    /** Ends a run, if it is still carried here: the ledger's row is its dead letter, with all that a replay needs. */
    public boolean bury(@Variable("run") Run run, @Variable("failure") Failure failure) {
        RunState reached = find(run).state();
        RunState resumeAt = failure.resumeAt() != null ? failure.resumeAt() : reached == RunState.REQUESTING ? RunState.PLANNED : reached;
        return ledger.fail(run, failure.kind(), failure.error(), failure.remedy(), resumeAt).state() == RunState.FAILED;
    }

    /** Ends a build that could not be made; the mart stays as published. */
    public void buildFailed(@Variable("build") Build build, @Variable("failure") Failure failure) {
        builds.ended(build, failure.kind().equals("tests-failed") ? "held" : "failed", failure.error(), failure.remedy());
    }

    public void notTold(@Variable("notice") Notice notice, @Variable("failure") Failure failure) {
        notices.fail(notice, failure.error());
    }

    private Run find(Run run) {
        return ledger.find(run.id()).orElseThrow();
    }
}
