package io.talon.deliver;

import io.talon.semantic.Format;
import java.util.function.BiPredicate;

/** How a value is held against a threshold; of changes in percent of the value in the window before. */
public enum Comparison {
    EQUAL_TO("equal to", false, (value, threshold) -> value.compareTo(threshold) == 0),
    GREATER_THAN("greater than", false, (value, threshold) -> value > threshold),
    GREATER_THAN_OR_EQUAL_TO("greater than or equal to", false, (value, threshold) -> value >= threshold),
    LESS_THAN("less than", false, (value, threshold) -> value < threshold),
    LESS_THAN_OR_EQUAL_TO("less than or equal to", false, (value, threshold) -> value <= threshold),
    INCREASES_BY("an increase by", true, (change, threshold) -> change >= threshold),
    DECREASES_BY("a decrease by", true, (change, threshold) -> -change >= threshold),
    CHANGES_BY("a change by", true, (change, threshold) -> Math.abs(change) >= threshold);

    private final String words;
    private final boolean isChange;
    private final BiPredicate<Double, Double> test;

    Comparison(String words, boolean isChange, BiPredicate<Double, Double> test) {
        this.words = words;
        this.isChange = isChange;
        this.test = test;
    }

    /** Whether it needs the window before. */
    boolean isChange() {
        return isChange;
    }

    boolean holds(double value, double threshold) {
        return test.test(value, threshold);
    }

    /** How far off the threshold a value is; a change counts either way. */
    double distance(double value, double threshold) {
        return Math.abs((isChange ? Math.abs(value) : value) - threshold);
    }

    /** As in: is less than 80%, is a decrease by 4 percent or more. */
    String words(double threshold, Format format) {
        String number = threshold == Math.rint(threshold) ? String.valueOf((long) threshold) : String.valueOf(threshold);
        return words + " " + (isChange ? number + " percent or more" : format.withUnit(number));
    }
}
