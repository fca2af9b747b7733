package io.talon.failure;

import io.talon.OneLine;
import io.talon.Secrets;
import io.talon.TalonException;
import io.talon.ledger.Notice;
import io.talon.ledger.Run;
import io.talon.ledger.RunFailure;
import io.talon.ledger.RunState;
import io.talon.model.Node;
import io.talon.store.AddressExpiredException;
import io.talon.transform.TestsFailedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import org.apache.camel.http.base.HttpOperationFailedException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Says in words what an exception means, and what is to be done about it. */
final class Explanation {
    private static final int LONGEST_QUOTE = 160;
    private static final Map<Integer, String> STORE_REMEDIES = Map.of(
        403, "Check store.access-key and store.secret-key, that they may read and write under store.prefix, and this machine's clock. Then replay the run.",
        404, "Check store.bucket: the bucket must exist. Then replay the run.");
    private static final String MAKE_ROOM = "Make room, or correct what lies there or its rights; it is tried again until the deadline, after that replay the run, or 'build'.";
    private final Run run;
    private final Node node;
    private final Clock clock;

    /**
     * @param run  what met the exception; null if it was no run
     * @param node the model or test that met it; null if it was none
     */
    Explanation(Run run, Node node, Clock clock) {
        this.run = run;
        this.node = node;
        this.clock = clock;
    }

    Failure of(Throwable e) {
        if (e instanceof RunFailure failure) {
            return Failure.of(failure.kind(), failure.getMessage(), failure.remedy()).resumingAt(failure.resumeAt());
        }
        if (e instanceof TestsFailedException held) {
            return Failure.of("tests-failed", held.getMessage(), held.remedy());
        }
        if (e instanceof TalonException ours) {
            return Failure.of("refused", ours.getMessage(), ours.remedy());
        }
        if (e instanceof HttpOperationFailedException answer) {
            return vendor(answer);
        }
        if (e instanceof SdkException) {
            return store((SdkException) e);
        }
        if (e instanceof FileSystemException disk) {
            return disk(disk);
        }
        if (String.valueOf(e.getMessage()).contains("No space left on device")) {
            return Failure.of("disk", "The disk is full: " + reason(e) + ".", MAKE_ROOM);
        }
        if (e instanceof IOException) {
            return network((IOException) e);
        }
        if (e instanceof SQLException) {
            return Failure.of("warehouse", "The warehouse refused" + (node == null ? "" : " warehouse/" + node.file() + " (" + node.name() + ")") + ": " + reason(e) + ".",
                node == null ? "Correct what it says, then replay the run." : "Correct the file or the data; the next 'build' or 'run' builds again.");
        }
        return e.getCause() != null ? of(e.getCause())
            : Failure.of("unexpected", "Unexpected: " + reason(e) + ".", "This is a fault of Talon's own; please report it. Then replay the run.");
    }

    /** Why a notice could not be sent. */
    static Failure ofTelling(Notice notice, Throwable e, Clock clock) {
        if (notice.isTurn()) {
            return e instanceof TalonException ours ? Failure.of("not-made", ours.getMessage(), ours.remedy())
                : Failure.of("not-made", "It could not be made: " + reason(e) + ".", "Correct what it says; the next turn comes by itself.");
        }
        boolean isAnswer = e instanceof HttpOperationFailedException;
        String said = isAnswer ? "answered " + ((HttpOperationFailedException) e).getStatusCode() : "cannot be reached: " + reason(e);
        return Failure.of("not-told", notice.destination() + " " + said + ".", notice.isDelivery() ? "Check the destination in deliver/deliveries.yml." : "Check the properties notify." + notice.destination() + ".*.")
            .after(isAnswer ? RetryAfter.of(((HttpOperationFailedException) e).getResponseHeaders(), clock) : null);
    }

    private Failure vendor(HttpOperationFailedException answer) {
        int status = answer.getStatusCode();
        String said = "The vendor answered " + status + quoted(answer.getResponseBody());
        if (status == 401 || status == 403) {
            return Failure.of("token-refused", said + ": the API token has expired or was revoked. All sources wait until there is a new one.",
                "Tokens expire after 90 days. Create a new one under Other Settings > API Tokens, put it in the place of the old one (MAESTROQA_API_TOKEN, or the file that MAESTROQA_API_TOKEN_FILE names), restart, then replay the run.");
        }
        if (status == 404 && run != null && run.exportId() != null) {
            return Failure.of("ticket-unknown", said + ": it does not know the ticket " + run.exportId() + ".", "Replay the run: it asks anew.")
                .resumingAt(RunState.PLANNED).atMost(4);
        }
        if (status == 429 || status == 408 || status >= 500) {
            return Failure.of("vendor-unavailable", said + ".", "Wait until the vendor is well again, then replay the run.")
                .after(RetryAfter.of(answer.getResponseHeaders(), clock));
        }
        return Failure.of("request-refused", said + ".",
            "Correct the source's file in routes/, or maestroqa.base-url if it answered 404. Then replay the run.").resumingAt(RunState.PLANNED);
    }

    private static String quoted(String body) {
        String line = body == null ? "" : OneLine.of(Secrets.mask(body));
        return line.isEmpty() ? "" : " (" + line.substring(0, Math.min(line.length(), LONGEST_QUOTE)) + ")";
    }

    private static Failure store(SdkException e) {
        if (e instanceof NoSuchKeyException) {
            return Failure.of("object-gone", "The stored object is not there any more.", "Find out who deletes under this prefix. Replay the run: it asks the vendor anew.")
                .resumingAt(RunState.PLANNED);
        }
        if (e instanceof AwsServiceException answer) {
            return Failure.of(answer.statusCode() >= 500 || answer.statusCode() == 429 ? "store-unavailable" : "store-refused",
                "The store answered " + answer.statusCode() + " " + answer.awsErrorDetails().errorCode() + ".",
                STORE_REMEDIES.getOrDefault(answer.statusCode(), "Check the store, then replay the run."));
        }
        return Failure.of("store-unreachable", "The store cannot be reached: " + reason(e) + ".", "Check store.endpoint and the network, then replay the run.");
    }

    private static Failure disk(FileSystemException e) {
        String why = e.getReason() == null ? e.getMessage() + " (" + e.getClass().getSimpleName() + ")" : e.getMessage();
        return Failure.of("disk", "The disk refused " + why + ".", MAKE_ROOM);
    }

    private Failure network(IOException e) {
        if (e instanceof AddressExpiredException) {
            return Failure.of("address-expired", e.getMessage() + ".",
                "Fresh addresses were tried too. Replay the run: it asks for the address again. If that does not help, ask the vendor's support with the ticket.").atMost(3);
        }
        Failure network = Failure.of("network", "The connection failed: " + reason(e) + ".", "Check the network and maestroqa.base-url, then replay the run.");
        boolean isAnswerLost = run != null && run.state() == RunState.REQUESTING && !(e instanceof ConnectException);
        return !isAnswerLost ? network
            : Failure.of("answer-lost", "The vendor may have taken the request, but its answer was lost: " + reason(e) + ".",
                "It was asked twice under the name '" + run.exportName() + "'. Check the network, then replay the run: it asks once more.").atMost(2);
    }

    private static String reason(Throwable e) {
        if (e instanceof UnknownHostException) {
            return "unknown host " + e.getMessage();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : OneLine.of(e.getMessage());
    }
}
