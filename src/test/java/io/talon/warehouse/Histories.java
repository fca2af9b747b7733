package io.talon.warehouse;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Histories of exports as they may come: few grades that are re-graded again and again, agents who change teams or have several ids, files that overlap, repeat
 * rows or come late, and runs that are loaded again with other content. Each element of a history is what arrives before one build.
 */
final class Histories implements ArbitrarySupplier<List<List<Export>>> {
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
    private static final List<String> AGENTS = List.of("a0", "a0b", "a1", "a2", "stranger", "nobody");
    private static final List<String> IDS = Arrays.asList("a0; a0b", "a1", "a2;", null);
    private static final List<String> GROUPS = List.of("All Agents", "FR Team", "Ru Team", "UK Team", "Night Shift");
    private static final List<String> SCORES = List.of("10", "7.5", "5", "0", "N/A");
    private static final List<String> MAXIMA = List.of("10", "5", "10", "0");

    @Override
    public Arbitrary<List<List<Export>>> get() {
        return Arbitraries.frequencyOf(Tuple.of(3, scores()), Tuple.of(2, groups())).list().ofMinSize(4).ofMaxSize(6);
    }

    private static Arbitrary<LocalDate> days() {
        return Arbitraries.of(0, 2, 5, 8, 13).map(MONDAY::plusDays);
    }

    private static Arbitrary<List<Export>> scores() {
        return Combinators.combine(days(), Arbitraries.of(1, 1, 3), grade().list().ofMinSize(1).ofMaxSize(8)).as((day, length, grades) -> {
            List<Map<String, String>> sections = new ArrayList<>();
            grades.forEach(grade -> sections.addAll(sections(grade)));
            return List.of(new Export("total_scores", day, length, grades.stream().map(Histories::withoutSections).toList()), new Export("section_scores", day, length, sections));
        });
    }

    private static Arbitrary<Map<String, String>> grade() {
        return Combinators.combine(Arbitraries.integers().between(0, 1), Arbitraries.of(AGENTS), Arbitraries.integers().between(0, 1), Arbitraries.of(SCORES), Arbitraries.of(MAXIMA),
            Arbitraries.integers().between(-1, 15), Arbitraries.integers().between(1, 7)).as(Histories::grade);
    }

    private static Map<String, String> grade(int ticket, String agent, int rubric, String score, String max, int day, int sections) {
        Map<String, String> grade = new HashMap<>();
        grade.put("gradable_id", "t" + ticket);
        grade.put("agent_id", agent.equals("nobody") ? null : agent);
        grade.put("agent_email", agent.equals("stranger") ? "Stranger@example.com" : null);
        grade.put("rubric_id", "r" + rubric);
        grade.put("grader", "g" + (ticket + rubric) % 2);
        grade.put("rubric_score", score);
        grade.put("max_rubric_score", max);
        grade.put("date_graded", day < 0 ? null : MONDAY.plusDays(day) + " 10:0" + sections + ":00");
        grade.put("sections", "" + sections);
        return grade;
    }

    private static Map<String, String> withoutSections(Map<String, String> grade) {
        Map<String, String> bare = new HashMap<>(grade);
        bare.remove("sections");
        return bare;
    }

    private static List<Map<String, String>> sections(Map<String, String> grade) {
        int wanted = Integer.parseInt(grade.get("sections"));
        return IntStream.range(0, 3).filter(i -> (wanted & 1 << i) > 0).mapToObj(i -> section(grade, i)).toList();
    }

    private static Map<String, String> section(Map<String, String> grade, int number) {
        Map<String, String> section = withoutSections(grade);
        section.put("section_id", "s" + number);
        section.put("section_score", section.remove("rubric_score"));
        section.put("max_section_score", section.remove("max_rubric_score"));
        return section;
    }

    private static Arbitrary<List<Export>> groups() {
        return Combinators.combine(days(), Arbitraries.of(1, 1, 1, 3), membership().list().ofMinSize(1).ofMaxSize(7)).as((day, length, members) -> List.of(new Export("groups", day, length, members)));
    }

    private static Arbitrary<Map<String, String>> membership() {
        return Combinators.combine(Arbitraries.integers().between(0, 3), Arbitraries.of(GROUPS), Arbitraries.integers().between(0, 4)).as((person, group, luck) -> {
            Map<String, String> row = new HashMap<>();
            row.put("group_name", group);
            row.put("group_id", "id of " + group);
            row.put("agent_ids", IDS.get(person));
            row.put("agent_email", person == 2 || luck == 0 ? null : "P" + person + "@example.com");
            row.put("available", "True");
            return row;
        });
    }
}
