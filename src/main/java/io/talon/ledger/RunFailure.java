package io.talon.ledger;

import io.talon.TalonException;

/** A run cannot go on, and trying the same again would not help: a typed reason, what it means, what to do. */
public final class RunFailure extends TalonException {
    private final String kind;
    private final RunState resumeAt;

    /**
     * @param kind     short name of the failure, such as no-ticket
     * @param resumeAt the step at which a replay takes the run up
     */
    public RunFailure(String kind, String message, String remedy, RunState resumeAt) {
        super(message, remedy);
        this.kind = kind;
        this.resumeAt = resumeAt;
    }

    public String kind() {
        return kind;
    }

    public RunState resumeAt() {
        return resumeAt;
    }
}
