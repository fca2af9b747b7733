package io.talon.sandbox;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class InventedDataTest {
    private static final Instant DAY = Instant.parse("2026-02-02T00:00:00Z");
    private static final Duration ONE = Duration.ofDays(1);
    /** Stands here so that a change of the invented data is noticed: whoever has exported it would see other grades. */
    private static final String[] FIRST_GRADE = {
        "WZayGGS6yZ4CnxzNp", "1267169520869", "Dmitry Orlov", "dmitry.orlov@example.com", "rT3kWm8pZx5cNq7vB", "Phone, v2", "62.5", "100",
        "Calm, precise, and kind", "=\"2026-02-02 00:00:00\""};
    private static final String[] KEY = {"gradable_id", "agent_id", "rubric_id", "grader", "grade_type", "target_answer_id"};

    @ParameterizedTest
    @EnumSource(Kind.class)
    void should_write_the_vendors_columns_in_every_row(Kind kind) {
        assertThat(csv(kind, DAY, ONE)).startsWith(kind.header());
        assertThat(rows(kind, DAY, ONE)).isNotEmpty().allSatisfy(row -> assertThat(row.getFieldCount()).isEqualTo(kind.columns.size()));
    }

    @Test
    void should_have_as_many_columns_as_the_vendor() {
        assertThat(Arrays.stream(Kind.values()).map(kind -> kind.columns.size())).containsExactly(21, 20, 24, 19, 5, 6, 7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2015-01-01T00:00:00Z", "2020-02-29T00:00:00Z", "2026-02-02T00:00:00Z", "2026-11-23T00:00:00Z"})
    void should_have_about_forty_grades_on_any_day(String day) {
        assertThat(rows(Kind.TOTAL_SCORES, Instant.parse(day), ONE)).hasSizeBetween(38, 48);
    }

    @Test
    void should_write_the_same_on_every_machine_and_day() {
        assertThat(rows(Kind.TOTAL_SCORES, DAY, ONE).get(0).getFields().subList(0, 10)).containsExactly(FIRST_GRADE);
    }

    @Test
    void should_put_a_grade_into_the_window_of_its_date() {
        List<NamedCsvRecord> rows = rows(Kind.TOTAL_SCORES, DAY, ONE);

        assertThat(rows).allSatisfy(row -> assertThat(at(row, "date_graded")).isBetween(DAY, DAY.plus(ONE).minusMillis(1)));
        assertThat(rows).anySatisfy(row -> assertThat(at(row, "date_graded")).isEqualTo(DAY));
        assertThat(rows).anySatisfy(row -> assertThat(at(row, "date_graded")).isAfter(DAY.plus(ONE).minusSeconds(300)));
    }

    @Test
    void should_bring_a_grade_of_the_day_before_again_with_another_score() {
        Map<List<String>, NamedCsvRecord> before = byKey(rows(Kind.TOTAL_SCORES, DAY.minus(ONE), ONE));
        Map<List<String>, NamedCsvRecord> after = byKey(rows(Kind.TOTAL_SCORES, DAY, ONE));
        Set<List<String>> again = new HashSet<>(before.keySet());
        again.retainAll(after.keySet());

        assertThat(again).hasSize(3).allSatisfy(key -> {
            assertThat(at(after.get(key), "date_graded")).isAfter(at(before.get(key), "date_graded"));
            assertThat(after.get(key).getField("rubric_score")).isNotEqualTo(before.get(key).getField("rubric_score"));
            assertThat(at(after.get(key), "date_first_graded")).isEqualTo(at(before.get(key), "date_first_graded"));
        });
    }

    @Test
    void should_export_a_grade_once_in_its_newest_version() {
        int before = rows(Kind.TOTAL_SCORES, DAY.minus(ONE), ONE).size();
        int after = rows(Kind.TOTAL_SCORES, DAY, ONE).size();
        List<NamedCsvRecord> both = rows(Kind.TOTAL_SCORES, DAY.minus(ONE), ONE.multipliedBy(2));

        assertThat(both).hasSize(before + after - 3);
        assertThat(byKey(both)).hasSize(both.size());
    }

    @Test
    void should_grade_agents_under_each_of_their_ids() {
        Set<String> graded = rows(Kind.TOTAL_SCORES, DAY, ONE).stream().map(row -> row.getField("agent_id")).collect(toSet());
        List<String> ids = groups(DAY).stream().map(row -> row.getField("agent_ids")).distinct().toList();

        assertThat(ids).anyMatch(cell -> cell.split(";").length == 2).anyMatch(cell -> cell.split("; ").length == 3);
        assertThat(graded).containsAll(ids.stream().flatMap(cell -> Arrays.stream(cell.split(";"))).map(String::strip).filter(id -> !id.isEmpty()).toList());
    }

    @Test
    void should_have_everybody_in_all_agents_and_all_but_one_in_a_team() {
        Map<String, List<String>> groupsOf = groups(DAY).stream().filter(row -> !row.getField("agent_ids").isEmpty())
            .collect(groupingBy(row -> row.getField("agent_name"), mapping(row -> row.getField("group_name"), toList())));

        assertThat(groupsOf.values()).allSatisfy(groups -> assertThat(groups).contains("All Agents"));
        assertThat(groupsOf.values().stream().filter(groups -> groups.size() == 1)).hasSize(1);
        assertThat(groupsOf.values().stream().flatMap(List::stream).distinct()).containsExactlyInAnyOrder("All Agents", "Ru Team", "FR Team", "UK Team");
    }

    @Test
    void should_move_an_agent_between_two_teams_from_day_to_day() {
        assertThat(teamsOf("Camille Moreau", DAY)).isEqualTo(teamsOf("Camille Moreau", DAY.plus(ONE.multipliedBy(2))));
        assertThat(Stream.of(DAY, DAY.plus(ONE)).flatMap(day -> teamsOf("Camille Moreau", day).stream()))
            .containsExactlyInAnyOrder("All Agents", "FR Team", "All Agents", "UK Team");
    }

    @Test
    void should_list_unavailable_agents_only_on_request() {
        assertThat(groups(DAY)).anySatisfy(row -> assertThat(row.getField("available")).isEqualTo("False"));
        assertThat(csv(Kind.GROUPS, order(Kind.GROUPS, Window.ALWAYS, false))).doesNotContain("False").contains("True");
    }

    @Test
    void should_spell_dates_in_both_guards_with_and_without_fraction_and_unguarded() {
        String csv = csv(Kind.TOTAL_SCORES, DAY, ONE);

        assertThat(csv).containsPattern(",=\"[-0-9]{10} [:0-9]{8}\\.[0-9]{3}\",").containsPattern(",=\"[-0-9]{10} [:0-9]{8}\",");
        assertThat(csv).containsPattern(",\"=\"\"[-0-9]{10} [:0-9]{8}\\.[0-9]{3}\"\"\",").containsPattern(",\"=\"\"[-0-9]{10} [:0-9]{8}\"\"\",");
        assertThat(csv).containsPattern(",[-0-9]{10} [:0-9]{8},").contains(",Unknown,");
        assertThat(rows(Kind.TOTAL_SCORES, DAY, ONE)).noneMatch(row -> row.getField("date_graded").equals("Unknown"));
    }

    @Test
    void should_have_every_kind_of_score_id_and_comment() {
        List<NamedCsvRecord> rows = rows(Kind.TOTAL_SCORES, DAY, ONE);

        assertThat(rows).extracting(row -> row.getField("rubric_score")).contains("N/A").anyMatch(score -> score.contains("."));
        assertThat(rows).extracting(row -> row.getField("max_rubric_score")).contains("100", "20", "5");
        assertThat(rows).extracting(row -> row.getField("gradable_id")).anyMatch(id -> id.matches("\\w{17}")).anyMatch(id -> id.matches("\\d{14}"));
        assertThat(String.join("|", rows.stream().map(row -> row.getField("comment")).toList())).contains(",", ";", "\n", "\r\n", "\"", "Отличная", "🙂");
        assertThat(rows).extracting(row -> at(row, "date_graded")).isNotEqualTo(rows.stream().map(row -> at(row, "date_graded")).sorted().toList());
    }

    @Test
    void should_grade_one_ticket_by_two_graders_on_two_rubrics() {
        Map<String, List<NamedCsvRecord>> byTicket = rows(Kind.TOTAL_SCORES, DAY, ONE).stream()
            .collect(groupingBy(row -> row.getField("gradable_id")));

        assertThat(byTicket.values()).filteredOn(grades -> grades.size() == 2).singleElement().satisfies(grades -> {
            assertThat(grades).extracting(row -> row.getField("rubric_id")).doesNotHaveDuplicates();
            assertThat(grades).extracting(row -> row.getField("grader")).doesNotHaveDuplicates();
        });
    }

    @Test
    void should_order_a_grades_dates() {
        assertThat(rows(Kind.TOTAL_SCORES, DAY, ONE)).filteredOn(row -> !row.getFields().contains("Unknown")).allSatisfy(row -> {
            assertThat(at(row, "ticket_created_at")).isBefore(at(row, "date_first_started"));
            assertThat(at(row, "date_first_started")).isBefore(at(row, "date_first_graded"));
            assertThat(at(row, "date_first_graded")).isBeforeOrEqualTo(at(row, "date_graded"));
        });
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = {"SECTION_SCORES", "INDIVIDUAL_ANSWERS"})
    void should_have_parts_that_sum_to_the_score(Kind kind) {
        String column = kind == Kind.SECTION_SCORES ? "section_score" : "question_score";
        Map<List<String>, List<NamedCsvRecord>> parts = rows(kind, DAY, ONE).stream().collect(groupingBy(InventedDataTest::key));
        Map<List<String>, NamedCsvRecord> totals = byKey(rows(Kind.TOTAL_SCORES, DAY, ONE));

        assertThat(parts.keySet()).isEqualTo(totals.keySet());
        totals.forEach((key, total) -> assertThat(sum(parts.get(key), column)).as(key.toString()).isEqualTo(total.getField("rubric_score")));
    }

    @Test
    void should_annotate_and_rate_only_tickets_that_were_graded() {
        Set<String> graded = rows(Kind.TOTAL_SCORES, DAY, ONE).stream().map(row -> row.getField("gradable_id")).collect(toSet());

        assertThat(rows(Kind.CSAT, DAY, ONE)).extracting(row -> row.getField("gradable_id")).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(graded);
        assertThat(rows(Kind.ANNOTATIONS, DAY, ONE)).extracting(row -> row.getField("annotation_id")).doesNotHaveDuplicates();
        assertThat(graded).containsAll(rows(Kind.ANNOTATIONS, DAY, ONE).stream().map(row -> row.getField("gradable_id")).toList());
    }

    @Test
    void should_add_calibrations_and_grades_of_graders_only_on_request() {
        Window window = new Window(DAY, DAY.plus(ONE), WindowEnds.HALF_OPEN);
        List<NamedCsvRecord> all = parse(csv(Kind.TOTAL_SCORES, new ExportOrder(List.of(Kind.TOTAL_SCORES), window, false, true, true)));

        assertThat(rows(Kind.TOTAL_SCORES, DAY, ONE)).extracting(row -> row.getField("grade_type")).containsOnly("grading");
        assertThat(all).extracting(row -> row.getField("grade_type")).contains("calibration_review", "grader_qa");
        assertThat(all).filteredOn(row -> row.getField("grade_type").equals("grader_qa")).allSatisfy(row -> assertThat(row.getField("target_answer_id")).hasSize(17));
        assertThat(byKey(all)).hasSize(all.size());
    }

    private static String sum(List<NamedCsvRecord> parts, String column) {
        List<String> points = parts.stream().map(row -> row.getField(column)).toList();
        return points.contains("N/A") ? "N/A" : points.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add).stripTrailingZeros().toPlainString();
    }

    private static Instant at(NamedCsvRecord row, String column) {
        return Spelling.read(row.getField(column)).orElseThrow();
    }

    private static List<String> key(NamedCsvRecord row) {
        return Arrays.stream(KEY).map(row::getField).toList();
    }

    private static Map<List<String>, NamedCsvRecord> byKey(List<NamedCsvRecord> rows) {
        return rows.stream().collect(toMap(InventedDataTest::key, row -> row));
    }

    private static List<String> teamsOf(String agent, Instant day) {
        return groups(day).stream().filter(row -> row.getField("agent_name").equals(agent)).map(row -> row.getField("group_name")).toList();
    }

    private static List<NamedCsvRecord> groups(Instant day) {
        return rows(Kind.GROUPS, day, ONE);
    }

    private static List<NamedCsvRecord> rows(Kind kind, Instant start, Duration length) {
        return parse(csv(kind, start, length));
    }

    private static List<NamedCsvRecord> parse(String csv) {
        return CsvReader.builder().ofNamedCsvRecord(csv).stream().toList();
    }

    private static String csv(Kind kind, Instant start, Duration length) {
        return csv(kind, order(kind, new Window(start, start.plus(length), WindowEnds.HALF_OPEN), true));
    }

    private static ExportOrder order(Kind kind, Window window, boolean unavailable) {
        return new ExportOrder(List.of(kind), window, unavailable, false, false);
    }

    private static String csv(Kind kind, ExportOrder order) {
        try {
            StringWriter out = new StringWriter();
            Instant now = kind == Kind.GROUPS && !order.window().equals(Window.ALWAYS) ? order.window().start() : DAY;
            new InventedData().write(kind, order, now, out);
            return out.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
