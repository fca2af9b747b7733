package io.talon;

/** A number of things, in words: {@code 1 run}, {@code 2 runs}. */
public final class Count {
    private Count() {
    }

    /** @param one its name in the singular, to which the plural adds an s */
    public static String of(long number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }
}
