package io.talon.failure;

import io.talon.Secrets;
import io.talon.ledger.RunState;

/**
 * Why something could not go on.
 *
 * @param kind     short name, such as token-refused
 * @param error    what happened, in a sentence
 * @param remedy   what to do next
 * @param resumeAt the step at which a replay takes a run up; null for the last one written down
 */
public record Failure(String kind, String error, String remedy, RunState resumeAt) {

    static Failure of(String kind, String error, String remedy) {
        return new Failure(kind, error, remedy, null);
    }

    /** As it may be written down and shown: what others answered may repeat our secrets. */
    Failure masked() {
        return new Failure(kind, Secrets.mask(error), Secrets.mask(remedy), resumeAt);
    }
}
