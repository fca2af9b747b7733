package io.talon.interval;

import java.time.Instant;

/**
 * Which intervals of a source are wanted.
 *
 * @param from  first boundary, or null for "where the ledger ends", as a tick of the schedule wants it
 * @param to    last boundary, or null for that of the last complete interval; of a tick its instant
 * @param batch name under which the runs can be followed together
 * @param write false to look only, as {@code plan} does
 * @param again whether what has ended is asked for anew
 */
public record Demand(Instant from, Instant to, String batch, boolean write, boolean again) {

    public Demand(Instant from, Instant to, String batch, boolean write) {
        this(from, to, batch, write, false);
    }

    /** What a tick of the schedule wants: all that is complete at its scheduled time. */
    public static Demand tick(Instant scheduled) {
        return new Demand(null, scheduled, "tick " + scheduled, true);
    }

    boolean isTick() {
        return from == null;
    }
}
