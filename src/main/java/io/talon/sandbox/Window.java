package io.talon.sandbox;

import java.time.Instant;

/** The span of time an export is asked for. */
record Window(Instant start, Instant end, WindowEnds ends) {
    /** For exports that are a snapshot and have no window. */
    static final Window ALWAYS = new Window(Instant.MIN, Instant.MAX, WindowEnds.CLOSED);

    boolean contains(Instant instant) {
        return instant.isAfter(start) && instant.isBefore(end)
            || ends.start && instant.equals(start)
            || ends.end && instant.equals(end);
    }
}
