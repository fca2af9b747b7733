package io.talon.failure;

import io.talon.Secrets;
import io.talon.TalonException;
import io.talon.ledger.Build;
import io.talon.ledger.Builds;
import io.talon.ledger.Ledger;
import io.talon.ledger.Run;
import io.talon.ledger.RunFailure;
import io.talon.ledger.RunState;
import io.talon.store.Delivery;
import io.talon.warehouse.TestsFailedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.apache.camel.http.base.HttpOperationFailedException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says in words what an exception means for a run or a build, and writes it down; the routes say which is tried again. */
public final class Failures {
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);
    private final Ledger ledger;
    private final Builds builds;
    private final Clock clock;

    public Failures(Ledger ledger, Builds builds, Clock clock) {
        this.ledger = ledger;
        this.builds = builds;
        this.clock = clock;
    }

    /** The failure that the exchange carries. */
    public Failure explain(Exchange exchange) {
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        return explain(hidden(exchange).<Exception>map(problem -> problem).orElse(caught)).masked();
    }

    /** A client that uploads a stream tends to hide why reading it failed. */
    private static Optional<IOException> hidden(Exchange exchange) {
        return Optional.ofNullable(exchange.getVariable("delivery", Delivery.class)).map(Delivery::problem);
    }

    private static Failure explain(Throwable e) {
        if (e instanceof RunFailure failure) {
            return new Failure(failure.kind(), failure.getMessage(), failure.remedy(), failure.resumeAt());
        }
        if (e instanceof TestsFailedException held) {
            return Failure.of("tests-failed", held.getMessage(), held.remedy());
        }
        if (e instanceof TalonException ours) {
            return Failure.of("refused", ours.getMessage(), ours.remedy());
        }
        if (e instanceof HttpOperationFailedException answer) {
            return answered(answer.getStatusCode(), answer.getResponseBody());
        }
        if (e instanceof AwsServiceException answer) {
            return Failure.of("store-refused", "The store answered " + answer.statusCode() + " " + answer.awsErrorDetails().errorCode() + ".",
                "Check store.bucket, store.access-key, store.secret-key and this machine's clock, then replay the run.");
        }
        if (e instanceof SdkException) {
            return Failure.of("store-unreachable", "The store cannot be reached: " + reason(e) + ".", "Check store.endpoint and the network, then replay the run.");
        }
        if (e instanceof IOException) {
            return Failure.of("network", "The connection failed: " + reason(e) + ".", "Check the network and maestroqa.base-url, then replay the run.");
        }
        if (e instanceof SQLException) {
            return Failure.of("warehouse", "The warehouse refused: " + reason(e) + ".", "Correct what it says, then replay the run.");
        }
        return e.getCause() != null ? explain(e.getCause())
            : Failure.of("unexpected", "Unexpected: " + e + ".", "This is a fault of Talon's own; please report it. Then replay the run.");
    }

    private static Failure answered(int status, String body) {
        String words = body == null ? "" : " (" + Secrets.mask(body).replaceAll("\\s+", " ").trim().transform(s -> s.substring(0, Math.min(s.length(), 160))) + ")";
        return switch (status) {
            case 401, 403 -> new Failure("token-refused", "The vendor refused the API token with " + status + ".",
                "Tokens expire after 90 days. Create a new one under Other Settings > API Tokens, set MAESTROQA_API_TOKEN, restart, then replay the run.", null);
            case 404 -> new Failure("not-found", "The vendor answered 404" + words + ".",
                "The ticket is unknown there, or maestroqa.base-url or maestroqa.dialect is wrong. Replay the run: it asks anew.", RunState.PLANNED);
            default -> Failure.of(status < 500 && status != 429 ? "request-refused" : "vendor-unavailable", "The vendor answered " + status + words + ".",
                status < 500 ? "Correct the source's file in routes/, then replay the run." : "Wait until the vendor is well again, then replay the run.");
        };
    }

    private static String reason(Throwable e) {
        if (e instanceof UnknownHostException) {
            return "unknown host " + e.getMessage();
        }
        String text = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage().replaceAll("\\s+", " ").trim();
        return e instanceof ConnectException || e instanceof HttpTimeoutException ? "no connection (" + text + ")" : text;
    }

    /** Whether a run may be tried again after a passing failure: until its deadline. */
    public boolean mayTryAgain(@Variable("run") Run run) {
        Run now = ledger.find(run.id()).orElseThrow();
        return now.deadlineAt() == null || clock.instant().isBefore(now.deadlineAt());
    }

    /** Puts a run back, to be taken up again after a pause that doubles each time. */
    public Instant tryAgain(@Variable("run") Run run) {
        int attempts = ledger.find(run.id()).orElseThrow().attempts();
        long pause = Math.min(LONGEST_PAUSE.toMillis(), 1_000L << Math.min(attempts, 20));
        return ledger.postpone(run, Duration.ofMillis(pause - ThreadLocalRandom.current().nextLong(pause / 5 + 1))).dueAt();
    }

    /** Ends a run: the ledger's row is its dead letter, with all that a replay needs. */
    public void bury(@Variable("run") Run run, @Variable("failure") Failure failure) {
        RunState reached = ledger.find(run.id()).orElseThrow().state();
        RunState resumeAt = failure.resumeAt() != null ? failure.resumeAt() : reached == RunState.REQUESTING ? RunState.PLANNED : reached;
        ledger.fail(run, failure.kind(), failure.error(), failure.remedy(), resumeAt);
    }

    /** Ends a build that could not be made; the mart stays as published. */
    public void buildFailed(@Variable("build") Build build, @Variable("failure") Failure failure) {
        builds.ended(build, failure.kind().equals("tests-failed") ? "held" : "failed", failure.error(), failure.remedy());
    }
}
