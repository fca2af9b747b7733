package io.talon.model;

import io.talon.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is chosen of a project by dbt's node selection syntax.
 *
 * @param ids      of nodes and sources
 * @param warnings sentences about selectors that choose nothing
 */
public record Selection(Set<String> ids, List<String> warnings) {

    /**
     * Words are a union, what is joined by commas within a word is an intersection.
     *
     * @param select  everything if there is none
     * @param exclude is taken away from that
     */
    public static Selection of(Collection<Selectable> nodes, List<String> select, List<String> exclude) {
        Lineage lineage = new Lineage(nodes);
        List<String> warnings = new ArrayList<>();
        Set<String> ids = words(select).isEmpty() ? all(nodes) : union(lineage, words(select), warnings);
        if (ids.removeAll(union(lineage, words(exclude), warnings)) && ids.isEmpty()) {
            warnings.add("Nothing is left: what is excluded is all that was selected.");
        }
        return new Selection(ids, List.copyOf(warnings));
    }

    private static Set<String> all(Collection<Selectable> nodes) {
        return new TreeSet<>(nodes.stream().map(Selectable::id).toList());
    }

    private static List<String> words(List<String> arguments) {
        return arguments.stream().flatMap(argument -> Stream.of(argument.trim().split("\\s+"))).filter(word -> !word.isEmpty()).toList();
    }

    private static Set<String> union(Lineage lineage, List<String> words, List<String> warnings) {
        Set<String> ids = new TreeSet<>();
        for (String word : words) {
            Set<String> chosen = intersection(lineage, word);
            if (chosen.isEmpty()) {
                warnings.add("The selector '" + word + "' matches nothing in this project" + meant(lineage, word));
            }
            ids.addAll(chosen);
        }
        return ids;
    }

    /** The name or tag that a word is a slip of the pen away from, if there is one. */
    private static String meant(Lineage lineage, String word) {
        List<String> known = lineage.nodes().stream().filter(node -> !node.is("test")).flatMap(node -> Stream.concat(Stream.of(node.name()), node.tags().stream().map("tag:"::concat))).toList();
        return Spelling.nearest(word, known).filter(name -> Spelling.slips(name, word) <= word.length() / 3).map(name -> ": did you mean " + name + "?").orElse(".");
    }

    private static Set<String> intersection(Lineage lineage, String word) {
        return Arrays.stream(word.split(",", -1)).map(selector -> Criterion.parse(selector).choose(lineage))
            .reduce((one, other) -> {
                one.retainAll(other);
                return one;
            }).orElseThrow();
    }
}
