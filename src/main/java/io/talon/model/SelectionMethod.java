package io.talon.model;

import io.talon.TalonException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** By what a selector chooses. */
enum SelectionMethod {
    FQN("fqn", SelectionMethod::byName),
    TAG("tag", value -> node -> node.tags().stream().anyMatch(Wildcards.match(value))),
    PATH("path", SelectionMethod::byPath),
    SOURCE("source", SelectionMethod::bySource),
    RESOURCE_TYPE("resource_type", value -> node -> node.is(value), "model", "seed", "snapshot", "test", "source"),
    MATERIALIZED("config.materialized", value -> node -> value.equals(node.materialized())),
    TEST_TYPE("test_type", value -> node -> value.equals(node.testType()), "generic", "singular");

    private final String word;
    private final Function<String, Predicate<Selectable>> matching;
    private final Set<String> values;

    SelectionMethod(String word, Function<String, Predicate<Selectable>> matching, String... values) {
        this.word = word;
        this.matching = matching;
        this.values = new TreeSet<>(Arrays.asList(values));
    }

    /** @param word null if the selector names none: then it is a path if it looks like one, else a name */
    static SelectionMethod of(String word, String value) {
        if (word == null) {
            return value.contains("/") ? PATH : FQN;
        }
        return Arrays.stream(values()).filter(method -> method.word.equals(word)).findFirst().orElseThrow(() -> unknown(word));
    }

    private static TalonException unknown(String word) {
        String known = Arrays.stream(values()).map(method -> method.word + ":").collect(Collectors.joining(", "));
        return new TalonException("Nothing can be selected by '" + word + ":'.", "Select by name, by path or by one of " + known + ".");
    }

    Predicate<Selectable> matching(String value) {
        if (!values.isEmpty() && !values.contains(value)) {
            throw new TalonException("There is no " + word + " '" + value + "'.", "Those that are: " + String.join(", ", values) + ".");
        }
        return matching.apply(value);
    }

    /** A name alone, or with folders before it; folders alone choose all that is below them. */
    private static Predicate<Selectable> byName(String value) {
        Predicate<String> match = Wildcards.areIn(value) ? Wildcards.match(value) : name -> name.equals(value) || name.startsWith(value + ".");
        return node -> !node.is("source") && node.qualifiedNames().stream().anyMatch(match);
    }

    /** A file, or a folder with all that is in it. */
    private static Predicate<Selectable> byPath(String value) {
        Predicate<String> match = Wildcards.matchPath(value.replaceAll("^(\\./)+|/+$", ""));
        return node -> node.pathAndFolders().anyMatch(match);
    }

    private static Predicate<Selectable> bySource(String value) {
        Predicate<String> match = Wildcards.match(value);
        return node -> node.is("source") && (match.test(node.source()) || match.test(node.source() + "." + node.name()));
    }
}
