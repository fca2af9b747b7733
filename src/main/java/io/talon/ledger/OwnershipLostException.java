package io.talon.ledger;

import io.talon.TalonException;

/** A run is no longer this process's to carry: it was let go of, or another process has it. */
public final class OwnershipLostException extends TalonException {
    OwnershipLostException(String run) {
        super("The run " + run + " is not carried by this process any more.", "Nothing is to be done: whoever has it goes on with it.");
    }
}
