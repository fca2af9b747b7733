package io.talon.sandbox;

/** Which of a window's two ends belong to it; the vendor does not say. */
public enum WindowEnds {
    HALF_OPEN(true, false),
    OPEN(false, false),
    CLOSED(true, true);

    final boolean start;
    final boolean end;

    WindowEnds(boolean start, boolean end) {
        this.start = start;
        this.end = end;
    }
}
