package io.talon;

/** A text from outside as it may stand in a line: whatever would break or steer the line is a blank. */
public final class OneLine {
    private OneLine() {
    }

    public static String of(String text) {
        return text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    }
}
