package io.talon.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talon.ledger.AlertState;
import io.talon.ledger.Notice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertsTest {
    private static final LocalDate MONDAY = LocalDate.parse("2026-02-02");
    @TempDir
    private Path folder;
    private Desk desk;
    private int week;

    @BeforeEach
    void open() throws Exception {
        desk = new Desk(folder);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private static Alert low(Duration renotifyAfter) {
        return alert("score", List.of("team"), Comparison.LESS_THAN, 80, renotifyAfter);
    }

    private static Alert alert(String field, List<String> forEach, Comparison comparison, double threshold, Duration renotifyAfter) {
        return new Alert("low", "Scores are low", "qa", field, forEach, null, Map.of("grades", 20), null, comparison, threshold, Timing.After.RUN, null, null, renotifyAfter, true,
            Alert.OnNoData.ALERT, null, List.of(new Destination(Destination.Type.WEBHOOK, "${QA_WEBHOOK}", null)), false);
    }

    /** A week is over: its grades are published together with a few bad ones of the week that runs. */
    private List<String> judged(Alert alert, String... rows) throws Exception {
        return words(delivered(alert, rows));
    }

    private List<Notice> delivered(Alert alert, String... rows) throws Exception {
        LocalDate end = MONDAY.plusWeeks(++week);
        String[] all = Arrays.copyOf(rows, rows.length + 1);
        all[rows.length] = Desk.grades("UK Team", end.toString(), 100, 1);
        desk.publish(end + "T00:00:00Z", all);
        return deliver(alert);
    }

    private List<String> judge(Alert alert) throws Exception {
        return words(deliver(alert));
    }

    private List<Notice> deliver(Alert alert) throws Exception {
        Alerts alerts = new Alerts(new Deliveries(List.of(), List.of(alert)), desk.inquiry, desk.states, desk.notices, desk.clock(), e -> false);
        Notice turn = alert.turn(desk.now);
        desk.notices.owe(turn);
        assertThat(desk.notices.takeDue()).singleElement().isEqualTo(new Notice(turn.event(), "alert", "low", turn.text(), 1));
        alerts.judge(turn);
        return desk.told();
    }

    private static List<String> words(List<Notice> told) {
        return told.stream().map(notice -> notice.destination().equals("slack") ? notice.subject() : Report.parse(notice.text()).text()).toList();
    }

    private String uk(int number, double percent) {
        return Desk.grades("UK Team", MONDAY.plusWeeks(week).plusDays(6).toString(), number, percent);
    }

    @Test
    void should_tell_changes_of_whole_weeks_once_each() throws Exception {
        assertThat(judged(low(null), uk(20, 82))).isEmpty();
        assertThat(judged(low(null), uk(20, 79))).containsExactly("UK Team: Score is 79.0%, less than 80% (9 – 15 Feb 2026).");
        desk.now = desk.now.plusSeconds(60);
        assertThat(judge(low(null))).as("the same week again").isEmpty();
        assertThat(judged(low(null), uk(20, 78))).isEmpty();
        assertThat(judged(low(null), uk(20, 81))).containsExactly("UK Team: Score is 81.0%, no longer less than 80% (23 Feb – 1 Mar 2026).");
        assertThat(judged(low(null), uk(20, 79.5))).containsExactly("UK Team: Score is 79.5%, less than 80% (2 – 8 Mar 2026).");
        desk.close();
        desk = new Desk(folder);
        assertThat(judged(low(null), uk(5, 10))).as("too few to be judged, after a restart").isEmpty();
        assertThat(judged(low(null), uk(20, 70))).as("still firing after the restart").isEmpty();
        assertThat(judged(low(null))).containsExactly("UK Team: there is nothing to judge (23 – 29 Mar 2026).");
        assertThat(judged(low(null))).isEmpty();
    }

    @Test
    void should_judge_each_team_apart_and_remind_after_a_while() throws Exception {
        String fr = Desk.grades("FR Team", MONDAY.toString(), 20, 90);
        assertThat(judged(low(Duration.ofDays(7)), uk(20, 79), fr)).singleElement().asString().startsWith("UK Team: ").doesNotContain("FR Team");
        desk.now = desk.now.plus(Duration.ofDays(6));
        assertThat(judge(low(Duration.ofDays(7)))).isEmpty();
        desk.now = desk.now.plus(Duration.ofDays(1));
        assertThat(judge(low(Duration.ofDays(7)))).singleElement().asString().contains("still less than 80%");
    }

    @Test
    void should_hold_changes_in_percent_against_the_week_before() throws Exception {
        String before = uk(20, 80);
        Alert four = alert("score", List.of("team"), Comparison.DECREASES_BY, 4, null);
        week++;
        assertThat(judged(four, before, uk(20, 76))).containsExactly("UK Team: Score went from 80.0% to 76.0% (-5.0 percent), a decrease by 4 percent or more (9 – 15 Feb 2026).");
        week--;
        desk.close();
        desk = new Desk(Files.createDirectory(folder.resolve("other")));
        assertThat(judged(alert("score", List.of("team"), Comparison.DECREASES_BY, 6, null), before, uk(20, 76))).isEmpty();
    }

    @Test
    void should_tell_the_figure_that_the_query_gives() throws Exception {
        Alert alert = alert("score", List.of(), Comparison.GREATER_THAN, 50, null);
        LocalDate end = MONDAY.plusWeeks(1);
        desk.publish(end + "T00:00:00Z", Desk.grades("UK Team", "2026-02-03", 20, 71.3), Desk.grades("FR Team", "2026-02-04", 13, 88.87));
        Alerts alerts = new Alerts(new Deliveries(List.of(), List.of(alert)), desk.inquiry, desk.states, desk.notices, desk.clock(), e -> false);
        desk.notices.owe(alert.turn(desk.now));
        alerts.judge(desk.notices.takeDue().get(0));
        Report report = Report.parse(desk.told().get(0).text());
        assertThat(((Number) report.tiles().get(0).rows().get(0).get(0)).doubleValue()).isCloseTo((20 * 71.3 + 13 * 88.87) / 33, within(1e-9));
        assertThat(report.link()).isEqualTo("https://qa.example.com/explore#explore=qa&fields=score%2Cgrades&filter.day=2026-02-02+to+2026-02-08");
    }

    @Test
    void should_tell_the_worst_first_and_not_all_of_many_in_words() throws Exception {
        String[] teams = IntStream.range(0, 25).mapToObj(i -> Desk.grades("Team " + i, MONDAY.toString(), 20, 79 - i)).toArray(String[]::new);
        Report report = Report.parse(delivered(low(null), teams).get(0).text());
        assertThat(report.title()).isEqualTo("Scores are low: Team 24; Team 23; Team 22; Team 21; Team 20 and others");
        assertThat(report.text().lines()).hasSize(21).startsWith("Team 24: Score is 55.0%, less than 80% (2 – 8 Feb 2026).").endsWith("… and 5 more");
        assertThat(report.tiles().get(0).rows()).hasSize(25).first().asInstanceOf(InstanceOfAssertFactories.LIST).startsWith("Team 24");
    }

    @Test
    void should_tell_what_fires_before_what_is_over_and_big_changes_before_small_ones_either_way() throws Exception {
        Alert four = alert("score", List.of("team"), Comparison.CHANGES_BY, 4, null);
        week++;
        List<String> rows = new ArrayList<>();
        Map.of("Over", 80, "Fallen", 60, "Risen", 90).forEach((team, percent) -> {
            rows.add(Desk.grades(team, MONDAY.toString(), 20, 80));
            rows.add(Desk.grades(team, MONDAY.plusWeeks(1).toString(), 20, percent));
        });
        desk.states.keep(List.of(new AlertState("low", "Over", "FIRING", desk.now, desk.now)), List.of(), desk.now);
        assertThat(judged(four, rows.toArray(String[]::new)).get(0).lines()).extracting(line -> line.replaceFirst(":.*", "")).containsExactly("Fallen", "Risen", "Over");
    }

    @Test
    void should_tell_the_owner_once_that_an_alert_cannot_be_judged() throws Exception {
        Alert lost = alert("lost", List.of("team"), Comparison.LESS_THAN, 80, null);
        assertThat(judged(lost)).containsExactly("The alert low cannot be judged");
        assertThat(judged(lost)).isEmpty();
        assertThat(judged(low(null), uk(20, 85))).isEmpty();
        assertThat(judged(lost)).containsExactly("The alert low cannot be judged");
    }

    @Test
    void should_not_judge_a_week_whose_data_are_not_all_there() {
        assertThat(Window.LAST_COMPLETE_WEEK.days(Instant.parse("2026-03-08T23:59:59Z"), 0)).hasToString("2026-02-23 to 2026-03-01");
        assertThat(Window.LAST_COMPLETE_WEEK.days(Instant.parse("2026-03-09T00:00:00Z"), 0)).hasToString("2026-03-02 to 2026-03-08");
        assertThat(Window.LAST_COMPLETE_MONTH.days(Instant.parse("2026-03-09T00:00:00Z"), 1)).hasToString("2026-01-01 to 2026-01-31");
        assertThat(Window.LAST_COMPLETE_DAY.days(Instant.parse("2026-03-01T00:00:00Z"), 0)).hasToString("2026-02-28 to 2026-02-28");
    }
}
