package io.talon.export;

import io.talon.ledger.Run;
import java.time.Instant;
import java.util.Locale;

/**
 * How far the vendor is with an export.
 *
 * @param word  the vendor's own, in one spelling
 * @param file  there only when it is ready
 * @param since when the word was first met
 */
public record ExportStatus(State state, String word, DataUrl file, Instant since) {

    /** The vendor's words, reduced to what follows from them. */
    public enum State { REQUESTED, IN_PROGRESS, UNKNOWN, READY, EMPTY, ERRORED }

    /** @param run what it was before stands there */
    static ExportStatus of(String word, String dataUrl, Run run, Instant now) {
        String normal = word.trim().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").transform(text -> text.substring(0, Math.min(40, text.length())));
        Instant since = normal.equals(run.status()) ? run.statusSince() : now;
        State state = switch (normal) {
            case "requested" -> State.REQUESTED;
            case "in_progress" -> State.IN_PROGRESS;
            case "complete", "completed" -> dataUrl == null ? State.EMPTY : State.READY;
            case "errored" -> State.ERRORED;
            default -> State.UNKNOWN;
        };
        return new ExportStatus(state, normal, state == State.READY ? new DataUrl(dataUrl) : null, since);
    }

    public boolean isPending() {
        return state == State.REQUESTED || state == State.IN_PROGRESS || state == State.UNKNOWN;
    }

    public boolean isReady() {
        return state == State.READY;
    }

    /** For people: an unknown word is told to be one. */
    @Override
    public String toString() {
        return state == State.UNKNOWN ? word + " (an unknown status, taken for pending)" : word;
    }
}
