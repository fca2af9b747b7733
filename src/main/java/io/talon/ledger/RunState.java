package io.talon.ledger;

import java.util.Locale;

/** Where a run stands; it is written down before the next step is taken. */
public enum RunState {
    /** Due, nothing asked yet. */
    PLANNED,
    /** About to ask the vendor: whether the question arrived is known only with the ticket. */
    REQUESTING,
    /** The ticket (exportId) is known. */
    REQUESTED,
    /** The vendor's bytes are in the store, verified. */
    STORED,
    /** Its rows are in the warehouse. */
    LANDED,
    /** The vendor has nothing for the interval. */
    EMPTY,
    /** Ended with a reason and a remedy; can be replayed. */
    FAILED;

    public boolean ended() {
        return this == LANDED || this == EMPTY || this == FAILED;
    }

    /** As it is written in the ledger and shown to people. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
