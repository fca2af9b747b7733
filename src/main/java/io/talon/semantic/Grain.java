package io.talon.semantic;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How finely dates are told apart, from the finest; weeks begin on Monday. */
public enum Grain {
    DAY, WEEK, MONTH, QUARTER;

    /** As it stands behind the two underscores of a field's name. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Grain> of(String word) {
        return Arrays.stream(values()).filter(grain -> grain.word().equals(word)).findFirst();
    }

    /** This one and all that are coarser. */
    public List<Grain> upwards() {
        return Arrays.asList(values()).subList(ordinal(), values().length);
    }
}
