package io.talon.model;

import io.talon.TalonException;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One selector: what it names, and how much of what is around that comes with it.
 *
 * @param withFamily     {@code @}: its descendants, and all that these read
 * @param parentsDepth   how many steps up; 0 for none
 * @param childrenDepth  how many steps down; 0 for none
 */
record Criterion(Predicate<Selectable> match, boolean withFamily, int parentsDepth, int childrenDepth) {
    private static final Pattern SYNTAX = Pattern.compile("(?<family>@)?((?<up>\\d*)\\+)?((?<method>[\\w.]+):)?(?<value>.*?)(\\+(?<down>\\d*))?");

    static Criterion parse(String selector) {
        Matcher parts = SYNTAX.matcher(selector);
        if (!parts.matches() || parts.group("value").isEmpty()) {
            throw new TalonException("The selector '" + selector + "' names nothing.", "Write a name, such as wide_maestroqa, +wide_maestroqa or tag:daily.");
        }
        if (parts.group("family") != null && parts.group("down") != null) {
            throw new TalonException("The selector '" + selector + "' has both @ and a + behind.", "Leave the + out: @ brings all that comes after, too.");
        }
        SelectionMethod method = SelectionMethod.of(parts.group("method"), parts.group("value"));
        return new Criterion(method.matching(parts.group("value")), parts.group("family") != null,
            depth(selector, parts.group("up")), depth(selector, parts.group("down")));
    }

    private static int depth(String selector, String digits) {
        if (digits == null) {
            return 0;
        }
        if (digits.length() > 4) {
            throw new TalonException("The selector '" + selector + "' goes too many steps.", "Write + without a number to take all.");
        }
        return digits.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }

    /** The ids that it chooses; a test comes with any of its parents. */
    Set<String> choose(Lineage lineage) {
        Set<String> named = lineage.nodes().stream().filter(match).map(Selectable::id).collect(Collectors.toCollection(TreeSet::new));
        Set<String> chosen = new TreeSet<>(named);
        if (withFamily) {
            chosen.addAll(lineage.parents(lineage.children(named, Integer.MAX_VALUE), Integer.MAX_VALUE));
        }
        chosen.addAll(lineage.parents(named, parentsDepth));
        chosen.addAll(lineage.children(named, childrenDepth));
        chosen.addAll(lineage.tests(chosen));
        return chosen;
    }
}
