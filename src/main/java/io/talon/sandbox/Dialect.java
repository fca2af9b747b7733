package io.talon.sandbox;

import java.util.Arrays;
import java.util.Locale;

/** How a client shows its ticket and its token. */
public enum Dialect {
    /** Today's: the ticket in the path, the token in a header only. */
    RIPPIT,
    /** The old one: the ticket in the body or in a header of one fixed path, the token in a header or in the body. */
    LEGACY,
    /** Both at once. */
    ANY;

    /** @param word {@code rippit}, {@code legacy} or {@code any}, in either case */
    public static Dialect of(String word) {
        return Arrays.stream(values()).filter(dialect -> dialect.name().equalsIgnoreCase(word)).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is no dialect; there are rippit, legacy and any"));
    }

    boolean speaks(Dialect other) {
        return this == ANY || this == other;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
