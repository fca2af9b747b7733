package io.talon.failure;

import io.talon.Secrets;
import io.talon.ledger.RunState;
import java.time.Duration;

/**
 * Why something could not go on.
 *
 * @param kind     short name, such as token-refused
 * @param error    what happened, in a sentence
 * @param remedy   what to do next
 * @param resumeAt the step at which a replay takes a run up; null for the last one written down
 * @param tries    how many times in a row it may be met before it counts; 0 for as many as there is time
 * @param pause    how long to leave whoever said so alone; null if nobody said
 */
public record Failure(String kind, String error, String remedy, RunState resumeAt, int tries, Duration pause) {

    static Failure of(String kind, String error, String remedy) {
        return new Failure(kind, error, remedy, null, 0, null);
    }

    Failure resumingAt(RunState state) {
        return new Failure(kind, error, remedy, state, tries, pause);
    }

    Failure atMost(int number) {
        return new Failure(kind, error, remedy, resumeAt, number, pause);
    }

    Failure after(Duration told) {
        return new Failure(kind, error, remedy, resumeAt, tries, told);
    }

    /** As it may be written down and shown: what others answered may repeat our secrets. */
    Failure masked() {
        return new Failure(kind, Secrets.mask(error), Secrets.mask(remedy), resumeAt, tries, pause);
    }
}
