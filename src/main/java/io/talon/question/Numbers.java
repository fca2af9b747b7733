package io.talon.question;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Conditions on numbers. */
final class Numbers {
    private static final String NUMBER = "-?[0-9]{1,15}(?:[.][0-9]{1,9})?";
    private static final Pattern COMPARED = Pattern.compile("(>=|<=|>|<|=)\\s*(" + NUMBER + ")");
    private static final Pattern BETWEEN = Pattern.compile("(" + NUMBER + ")\\s+to\\s+(" + NUMBER + ")");
    private static final Pattern LISTED = Pattern.compile(NUMBER + "(?:\\s*,\\s*" + NUMBER + ")*+");

    private Numbers() {
    }

    /** Null if it is not understood. */
    static Condition condition(String expression, String said) {
        Matcher compared = COMPARED.matcher(said);
        if (compared.matches()) {
            return Condition.of(expression + " " + compared.group(1) + " ?", Double.valueOf(compared.group(2)));
        }
        Matcher between = BETWEEN.matcher(said);
        if (between.matches()) {
            return Condition.of(expression + " >= ? AND " + expression + " <= ?", Double.valueOf(between.group(1)), Double.valueOf(between.group(2)));
        }
        List<Double> listed = LISTED.matcher(said).matches() ? Arrays.stream(said.split(",")).map(String::strip).map(Double::valueOf).toList() : List.of();
        return listed.isEmpty() ? null : Condition.oneOf(expression, listed);
    }
}
