package io.talon;

/** How much of Talon a command needs. */
public enum Mode {
    /** All, with the schedules. */
    SERVICE,
    /** All but the schedules: what is asked for is carried to its end. */
    COMMAND,
    /** All, but nothing is begun by itself. */
    TRIAL,
    /** Ledger, warehouse and models only: nobody is asked. */
    MODEL,
    /** Sources and ledger only; nobody is asked and nothing is carried. */
    LOOK
}
