package io.talon.warehouse;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the marts must hold, worked out once more in plain Java: with loops over all exports that count, and nothing remembered from before. */
final class Reference {
    private static final Map<String, String> COUNTRIES = Map.of("Ru Team", "RU", "FR Team", "FR", "UK Team", "GB");
    private static final LocalDate FIRST = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);
    private final List<Version> versions = new ArrayList<>();
    private final List<Version> sections = new ArrayList<>();
    private final TreeMap<LocalDate, Export> snapshots = new TreeMap<>();

    /** One row of an export of scores. */
    private record Version(Export export, int line, Map<String, String> row) {

        String text(String column) {
            return row.get(column);
        }

        Double number(String column) {
            return text(column).equals("N/A") ? null : Double.valueOf(text(column));
        }

        String key() {
            return List.of("gradable_id", "agent_id", "rubric_id", "grader").stream().map(row::get).collect(Collectors.joining("/"));
        }

        LocalDateTime graded() {
            return text("date_graded") == null ? null : LocalDateTime.parse(text("date_graded").replace(' ', 'T'));
        }

        LocalDate day() {
            return graded() == null ? null : graded().toLocalDate();
        }

        LocalDate week() {
            return day() == null ? null : monday(day());
        }

        Double percent(String score, String max) {
            return number(score) == null || number(max) == null || number(max) == 0 ? null : 100 * number(score) / number(max);
        }

        Double percent() {
            return percent("rubric_score", "max_rubric_score");
        }
    }

    private static final Comparator<Version> BY_AGE = Comparator.<Version, Instant>comparing(version -> version.export.end())
        .thenComparing(Version::graded, Comparator.nullsFirst(Comparator.naturalOrder())).thenComparing(Version::line).thenComparing(version -> version.export.run());

    /** @param exports of each run the last that was loaded */
    Reference(Collection<Export> exports) {
        for (Export export : exports) {
            if (export.source().equals("groups")) {
                snapshots.merge(export.day(), export, (a, b) -> a.end().isAfter(b.end()) ? a : b);
            } else {
                List<Version> into = export.source().equals("total_scores") ? versions : sections;
                for (int i = 0; i < export.rows().size(); i++) {
                    into.add(new Version(export, i + 1, export.rows().get(i)));
                }
            }
        }
    }

    static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private static <K> Map<K, List<Version>> by(Collection<Version> versions, Function<Version, K> key) {
        Map<K, List<Version>> groups = new LinkedHashMap<>();
        versions.forEach(version -> groups.computeIfAbsent(key.apply(version), k -> new ArrayList<>()).add(version));
        return groups;
    }

    Set<String> grades() {
        return by(versions, Version::key).keySet();
    }

    Set<String> sectionGrades() {
        return by(sections, Version::key).keySet();
    }

    private List<Version> newest() {
        return by(versions, Version::key).values().stream().map(all -> all.stream().max(BY_AGE).orElseThrow()).toList();
    }

    /** The snapshot to ask on a day; null only if there is none at all. */
    private Export snapshot(LocalDate day) {
        if (snapshots.isEmpty()) {
            return null;
        }
        LocalDate asked = day == null ? LAST : day;
        return snapshots.floorEntry(asked) == null ? snapshots.firstEntry().getValue() : snapshots.floorEntry(asked).getValue();
    }

    /** An agent within a snapshot. */
    private record Member(String agent, TreeSet<String> teams) {
    }

    private static List<String> ids(Map<String, String> row) {
        return row.get("agent_ids") == null ? List.of() : List.of(row.get("agent_ids").split(" *; *"));
    }

    /** Agents of a snapshot by id; those without an id by their address. */
    private static Map<String, Member> members(Export snapshot) {
        Map<String, TreeSet<String>> addresses = new HashMap<>();
        Map<String, TreeSet<String>> teams = new HashMap<>();
        for (Map<String, String> row : snapshot.rows()) {
            String address = row.get("agent_email") == null ? null : row.get("agent_email").toLowerCase();
            for (String id : ids(row).isEmpty() ? List.of("without id " + address) : ids(row)) {
                addresses.computeIfAbsent(id, i -> new TreeSet<>());
                teams.computeIfAbsent(id, i -> new TreeSet<>());
                if (address != null) {
                    addresses.get(id).add(address);
                }
                if (!row.get("group_name").equals("All Agents")) {
                    teams.get(id).add(row.get("group_name"));
                }
            }
        }
        Map<String, Member> members = new HashMap<>();
        addresses.forEach((id, found) -> members.put(id, new Member(found.isEmpty() ? (id.startsWith("without id") ? null : id) : found.first(), teams.get(id))));
        return members;
    }

    private Member member(Version grade) {
        Export snapshot = snapshot(grade.day());
        return snapshot == null ? null : members(snapshot).get(grade.text("agent_id"));
    }

    private String agent(Version grade) {
        Member member = member(grade);
        if (member != null) {
            return member.agent;
        }
        return grade.text("agent_email") == null ? grade.text("agent_id") : grade.text("agent_email").toLowerCase();
    }

    private String team(Version grade) {
        Member member = member(grade);
        return member == null || member.teams.isEmpty() ? "No team" : member.teams.first();
    }

    private static String country(String team) {
        return COUNTRIES.getOrDefault(team, "Unknown");
    }

    List<List<Object>> wide() {
        return newest().stream().map(grade -> row(grade.text("gradable_id"), grade.text("agent_id"), grade.text("rubric_id"), grade.text("grader"), agent(grade), team(grade),
            country(team(grade)), grade.day(), grade.number("rubric_score"), grade.number("max_rubric_score"), grade.percent())).toList();
    }

    List<List<Object>> sections() {
        List<List<Object>> rows = new ArrayList<>();
        for (List<Version> all : by(sections, Version::key).values()) {
            Version last = all.stream().max(Comparator.comparing((Version version) -> version.export.end())
                .thenComparing(Version::graded, Comparator.nullsFirst(Comparator.naturalOrder())).thenComparing(version -> version.export.run())).orElseThrow();
            List<Version> together = all.stream().filter(version -> version.export == last.export && Objects.equals(version.graded(), last.graded())).toList();
            for (List<Version> copies : by(together, version -> version.text("section_id")).values()) {
                Version section = copies.get(copies.size() - 1);
                rows.add(row(section.text("gradable_id"), section.text("agent_id"), section.text("rubric_id"), section.text("grader"), section.text("section_id"), agent(section),
                    team(section), section.day(), section.percent("section_score", "max_section_score")));
            }
        }
        return rows;
    }

    List<List<Object>> teamScores() {
        List<List<Object>> rows = new ArrayList<>();
        by(newest(), this::team).forEach((team, grades) -> rows.add(row(team, country(team), (double) grades.size(), (double) scored(grades).size(),
            mean(grades.stream().map(grade -> grade.number("rubric_score")).filter(Objects::nonNull).toList()), meanPercent(grades), overall(grades))));
        return rows;
    }

    private static List<Version> scored(List<Version> grades) {
        return grades.stream().filter(grade -> grade.percent() != null).toList();
    }

    private static Double mean(List<Double> numbers) {
        return numbers.isEmpty() ? null : numbers.stream().mapToDouble(x -> x).sum() / numbers.size();
    }

    private static Double meanPercent(List<Version> grades) {
        return mean(scored(grades).stream().map(Version::percent).toList());
    }

    private static Double overall(List<Version> grades) {
        double scores = scored(grades).stream().mapToDouble(grade -> grade.number("rubric_score")).sum();
        double maxima = scored(grades).stream().mapToDouble(grade -> grade.number("max_rubric_score")).sum();
        return maxima == 0 ? null : 100 * scores / maxima;
    }

    List<List<Object>> agentWeeks() {
        List<Version> dated = newest().stream().filter(grade -> grade.week() != null).toList();
        Set<LocalDate> weeks = new TreeSet<>(snapshots.keySet().stream().map(Reference::monday).toList());
        dated.forEach(grade -> weeks.add(grade.week()));
        List<List<Object>> rows = new ArrayList<>();
        for (LocalDate week : weeks) {
            Map<String, List<Version>> graded = by(dated.stream().filter(grade -> grade.week().equals(week)).toList(), grade -> Objects.requireNonNullElse(agent(grade), "Unknown"));
            Map<String, String> teams = teamsAtTheEnd(week);
            Set<String> people = new TreeSet<>(graded.keySet());
            people.addAll(teams.keySet());
            for (String agent : people) {
                List<Version> grades = graded.getOrDefault(agent, List.of());
                rows.add(row(agent, week, teams.getOrDefault(agent, "No team"), !grades.isEmpty(), (double) grades.size(), (double) scored(grades).size(), meanPercent(grades), overall(grades)));
            }
        }
        return rows;
    }

    /** Goes through the week day by day; who was in a team keeps it until the next one. */
    private Map<String, String> teamsAtTheEnd(LocalDate week) {
        Map<String, String> teams = new HashMap<>();
        for (LocalDate day = week; day.isBefore(week.plusDays(7)) && !snapshots.isEmpty(); day = day.plusDays(1)) {
            Map<String, String> today = new HashMap<>();
            members(snapshot(day)).values().stream().filter(member -> member.agent != null && !member.teams.isEmpty())
                .forEach(member -> today.merge(member.agent, member.teams.first(), (a, b) -> a.compareTo(b) < 0 ? a : b));
            teams.putAll(today);
        }
        return teams;
    }

    List<List<Object>> graders() {
        List<Version> dated = newest().stream().filter(grade -> grade.week() != null).toList();
        List<List<Object>> rows = new ArrayList<>();
        by(dated, grade -> List.of(grade.text("grader"), grade.text("rubric_id"), grade.week())).forEach((key, grades) -> {
            List<Version> others = dated.stream().filter(grade -> grade.text("rubric_id").equals(key.get(1)) && grade.week().equals(key.get(2)) && !grades.contains(grade)).toList();
            Double mean = meanPercent(grades);
            Double othersMean = meanPercent(others);
            rows.add(row(key.get(0), key.get(1), key.get(2), (double) grades.size(), mean, overall(grades), othersMean, mean == null || othersMean == null ? null : mean - othersMean,
                spread(grades)));
        });
        return rows;
    }

    private static Double spread(List<Version> grades) {
        List<Version> scored = scored(grades);
        Double mean = meanPercent(grades);
        return scored.size() < 2 ? null : Math.sqrt(scored.stream().mapToDouble(grade -> Math.pow(grade.percent() - mean, 2)).sum() / (scored.size() - 1));
    }

    List<List<Object>> revisions() {
        List<List<Object>> rows = new ArrayList<>();
        for (List<Version> all : by(versions, Version::key).values()) {
            List<Version> sorted = all.stream().sorted(BY_AGE).toList();
            int number = 1;
            for (int i = 1; i < sorted.size(); i++) {
                Version old = sorted.get(i - 1);
                Version now = sorted.get(i);
                if (!Objects.equals(old.number("rubric_score"), now.number("rubric_score")) || !Objects.equals(old.number("max_rubric_score"), now.number("max_rubric_score"))
                    || !Objects.equals(old.graded(), now.graded())) {
                    rows.add(row(now.text("gradable_id"), now.text("agent_id"), now.text("rubric_id"), now.text("grader"), (double) ++number, old.number("rubric_score"),
                        now.number("rubric_score"), now.day(), LocalDate.ofInstant(old.export.end(), ZoneOffset.UTC), LocalDate.ofInstant(now.export.end(), ZoneOffset.UTC)));
                }
            }
        }
        return rows;
    }

    List<List<Object>> teamHistory() {
        List<List<Object>> rows = new ArrayList<>();
        Map<String, List<Object>> open = new HashMap<>();
        LocalDate from = FIRST;
        for (Export snapshot : snapshots.values()) {
            LocalDate day = from;
            Map<String, String> teams = new HashMap<>();
            members(snapshot).values().stream().filter(member -> member.agent != null)
                .forEach(member -> teams.merge(member.agent, member.teams.isEmpty() ? "No team" : member.teams.first(), (a, b) -> better(a, b)));
            for (String agent : new HashSet<>(open.keySet())) {
                if (!open.get(agent).get(1).equals(teams.get(agent))) {
                    rows.add(row(agent, open.get(agent).get(1), open.remove(agent).get(2), day));
                }
            }
            teams.forEach((agent, team) -> open.putIfAbsent(agent, row(agent, team, day)));
            LocalDate next = snapshots.higherKey(snapshot.day());
            from = next == null ? LAST : next;
        }
        open.values().forEach(stay -> rows.add(row(stay.get(0), stay.get(1), stay.get(2), LAST)));
        return rows;
    }

    /** The first by name, and any team before none. */
    private static String better(String a, String b) {
        if (a.equals("No team") || b.equals("No team")) {
            return a.equals("No team") ? b : a;
        }
        return a.compareTo(b) < 0 ? a : b;
    }

    static List<Object> row(Object... cells) {
        List<Object> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(cell instanceof Number number ? plain(number) : cell instanceof java.sql.Date date ? date.toLocalDate() : cell);
        }
        return row;
    }

    /** Engines reckon with other precisions, in other orders. */
    private static String plain(Number number) {
        double rounded = Math.round(number.doubleValue() * 1e6) / 1e6;
        return BigDecimal.valueOf(rounded == 0 ? 0 : rounded).stripTrailingZeros().toPlainString();
    }
}
