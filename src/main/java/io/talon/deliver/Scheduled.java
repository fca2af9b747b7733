package io.talon.deliver;

import io.talon.ledger.Notice;
import java.time.Instant;

/** What is delivered when its time has come: a plan or an alert. */
public interface Scheduled {
    String name();

    /** The kind of it, and what has to be done when its time has come. */
    String kind();

    Timing timing();

    boolean isDisabled();

    /** Its turn at an instant, as a row of the outbox: first it is to be made, then the destinations are to be told. */
    default Notice turn(Instant at) {
        return new Notice(event(at), kind(), name(), at.toString(), 0);
    }

    default String event(Instant at) {
        return kind() + " " + name() + " " + at;
    }
}
