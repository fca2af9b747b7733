package io.talon.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.talon.transform.Building;
import io.talon.transform.Order;
import io.talon.transform.Result;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the packaged models make of raw rows. */
class ModelsTest {
    private static final Order UNTESTED = new Order(List.of(), List.of("resource_type:test"), true);
    @TempDir
    private Path folder;
    private Warehouse warehouse;
    private Building building;
    private int row;

    @BeforeEach
    void open() throws Exception {
        warehouse = new Warehouse("jdbc:duckdb:" + folder.resolve("warehouse.duckdb"), "", "");
        warehouse.open();
        building = new Building(folder, folder, warehouse);
        building.register();
    }

    @AfterEach
    void close() {
        warehouse.close();
    }

    private void grade(String gradable, String agent, String score, String max, String graded, String exportedOn) throws SQLException {
        warehouse.execute("""
            insert into raw.maestroqa_total_scores (gradable_id, agent_id, rubric_id, rubric_score, max_rubric_score, date_graded, grader, grade_type,
                _run, _interval_start, _interval_end, _row, _load)
            values ('%1$s', '%2$s', 'r1', '%3$s', '%4$s', '%5$s', 'g1', 'grading', 'total_scores/%6$s', '%6$sT00:00:00Z', '%6$sT24:00:00Z', %7$d, epoch(date '%6$s'))"""
            .formatted(gradable, agent, score, max, graded, exportedOn, ++row));
    }

    private void member(String group, String agentIds, String day) throws SQLException {
        warehouse.execute("""
            insert into raw.maestroqa_groups (group_name, group_id, agent_email, agent_ids, available, _run, _interval_start, _interval_end, _row, _load)
            values ('%1$s', 'id of %1$s', 'agent of %2$s', '%2$s', 'True', 'groups/%3$s', '%3$sT00:00:00Z', '%3$sT24:00:00Z', %4$d, epoch(date '%3$s') + 1)"""
            .formatted(group, agentIds, day, ++row));
    }

    private void build() throws Exception {
        building.build(UNTESTED);
    }

    private List<String> rows(String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = warehouse.dataSource().getConnection(); Statement statement = connection.createStatement();
             ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(rows.getString(i));
                }
                found.add(String.join(" ", row.stream().map(String::valueOf).toList()));
            }
        }
        return found;
    }

    private List<String> failingTests() throws Exception {
        return building.test().results().stream().filter(Result::isFailed).map(result -> result.node().name()).toList();
    }

    @Test
    void should_give_one_row_per_grade_to_an_agent_in_all_agents_and_in_a_team() throws Exception {
        member("All Agents", "a1", "2026-03-02");
        member("All Agents", "a2", "2026-03-02");
        member("Ru Team", "a1", "2026-03-02");
        grade("t1", "a1", "8", "10", "2026-03-02 09:00:00", "2026-03-02");
        grade("t2", "a2", "7", "10", "2026-03-02 10:00:00", "2026-03-02");
        grade("t3", "a2", "7", "10", "2026-03-02 11:00:00", "2026-03-02");
        build();
        assertThat(rows("select count(*), round(avg(rubric_score), 2) from build.wide_maestroqa")).containsExactly("3 7.33");
        assertThat(rows("select group_name, country, grades from build.maestroqa_team_scores order by 1")).containsExactly("No team Unknown 2", "Ru Team RU 1");
        assertThat(failingTests()).isEmpty();
    }

    @Test
    void should_take_in_both_files_of_a_run_that_brought_two() throws Exception {
        grade("t1", "a1", "8", "10", "2026-03-02 09:00:00", "2026-03-02");
        warehouse.execute("""
            insert into raw.maestroqa_section_scores (gradable_id, agent_id, rubric_id, grader, grade_type, section_id, section_score, max_section_score, date_graded, _run, _interval_start, _interval_end, _row, _load)
            select gradable_id, agent_id, rubric_id, grader, grade_type, 's1', '4', '5', date_graded, _run, _interval_start, _interval_end, 1, _load + 1 from raw.maestroqa_total_scores""");
        build();
        assertThat(rows("select count(*) from build.wide_maestroqa")).containsExactly("1");
        assertThat(failingTests()).isEmpty();
    }

    @Test
    void should_sum_up_a_score_that_is_many_times_its_maximum() throws Exception {
        grade("t1", "a1", "85", "1", "2026-03-02 09:00:00", "2026-03-02");
        build();
        assertThat(rows("select score_percent from build.wide_maestroqa")).containsExactly("8500.000000");
        assertThat(rows("select squares from build.int_maestroqa_week_sums")).containsExactly("72250000.000000000000");
    }

    @Test
    void should_count_a_regrade_once_with_its_newest_score_whatever_came_first() throws Exception {
        grade("t1", "a1", "9", "10", "2026-03-04 12:00:00", "2026-03-04");
        grade("t1", "a1", "5", "10", "2026-03-02 09:00:00", "2026-03-02");
        build();
        assertThat(rows("select rubric_score, graded_dt from build.wide_maestroqa")).containsExactly("9.0000 2026-03-04");
    }

    @Test
    void should_give_grades_their_team_whichever_models_were_built_first() throws Exception {
        member("FR Team", "a1", "2026-03-02");
        grade("t1", "a1", "5", "10", "2026-03-02 09:00:00", "2026-03-02");
        build();
        member("UK Team", "a1", "2026-03-03");
        grade("t2", "a1", "5", "10", "2026-03-03 09:00:00", "2026-03-03");
        building.build(new Order(List.of("path:models/staging"), List.of("resource_type:test"), false));
        building.build(new Order(List.of("path:models/marts"), List.of("resource_type:test"), false));
        building.build();
        assertThat(rows("select gradable_id, group_name from build.wide_maestroqa order by 1")).containsExactly("t1 FR Team", "t2 UK Team");
    }

    @Test
    void should_not_multiply_grades_by_nightly_snapshots() throws Exception {
        for (String day : List.of("2026-03-02", "2026-03-03", "2026-03-04")) {
            member("UK Team", "a1", day);
        }
        grade("t1", "a1", "5", "10", "2026-03-03 09:00:00", "2026-03-03");
        build();
        assertThat(rows("select group_name from build.wide_maestroqa")).containsExactly("UK Team");
    }

    @ParameterizedTest
    @CsvSource({"2026-03-01, FR Team", "2026-03-02, FR Team", "2026-03-03, FR Team", "2026-03-04, UK Team", "2026-03-09, UK Team"})
    void should_leave_a_grade_with_the_team_of_its_day(String graded, String team) throws Exception {
        member("FR Team", "a1", "2026-03-02");
        member("UK Team", "a1", "2026-03-04");
        grade("t1", "a1", "5", "10", graded + " 09:00:00", "2026-03-09");
        build();
        assertThat(rows("select group_name from build.wide_maestroqa")).containsExactly(team);
    }

    @Test
    void should_know_an_agent_by_each_of_several_ids() throws Exception {
        member("Ru Team", "a1; a2;a3 ", "2026-03-02");
        grade("t1", "a1", "5", "10", "2026-03-02 09:00:00", "2026-03-02");
        grade("t2", "a2", "5", "10", "2026-03-02 09:00:00", "2026-03-02");
        grade("t3", "a3", "5", "10", "2026-03-02 09:00:00", "2026-03-02");
        build();
        assertThat(rows("select group_name, grades from build.maestroqa_team_scores")).containsExactly("Ru Team 3");
    }

    @Test
    void should_give_an_agent_of_several_teams_one_of_them_and_always_the_same() throws Exception {
        member("UK Team", "a1", "2026-03-02");
        member("FR Team", "a1", "2026-03-02");
        grade("t1", "a1", "5", "10", "2026-03-02 09:00:00", "2026-03-02");
        build();
        assertThat(rows("select group_name from build.wide_maestroqa")).containsExactly("FR Team");
        assertThat(rows("select teams from build.int_maestroqa_agent_teams")).containsExactly("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-02 09:15:30.123", "=\"2026-03-02 09:15:30.123\"", "=\"2026-03-02 09:15:30\"", "2026-03-02T09:15:30Z", " 2026-03-02 09:15:30 "})
    void should_read_a_date_in_each_of_its_spellings(String date) throws Exception {
        grade("t1", "a1", "5", "10", date, "2026-03-02");
        build();
        assertThat(rows("select graded_dt, strftime(date_graded, '%H:%M:%S') from build.wide_maestroqa")).containsExactly("2026-03-02 09:15:30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"N/A", "Unknown", "", "88,5", "=\"\""})
    void should_take_what_is_no_number_for_no_score_and_keep_the_grade(String score) throws Exception {
        grade("t1", "a1", score, "10", "2026-03-02 09:00:00", "2026-03-02");
        build();
        assertThat(rows("select rubric_score, score_percent from build.wide_maestroqa")).containsExactly("null null");
        assertThat(rows("select grades, scored_grades from build.maestroqa_team_scores")).containsExactly("1 0");
    }

    @Test
    void should_keep_long_and_exponent_like_ids_as_text() throws Exception {
        grade("00012345678901234567", "1e5", "88.25", "100", "2026-03-02 09:00:00", "2026-03-02");
        build();
        assertThat(rows("select gradable_id, agent_id, rubric_score from build.wide_maestroqa")).containsExactly("00012345678901234567 1e5 88.2500");
    }

    @Test
    void should_tell_the_mean_of_percents_from_the_sum_over_the_sum() throws Exception {
        grade("t1", "a1", "5", "5", "2026-03-02 09:00:00", "2026-03-02");
        grade("t2", "a1", "50", "100", "2026-03-02 09:00:00", "2026-03-02");
        grade("t3", "a1", "1", "0", "2026-03-02 09:00:00", "2026-03-02");
        build();
        assertThat(rows("select round(average_percent, 2), round(overall_percent, 2) from build.maestroqa_team_scores")).containsExactly("75.0 52.38");
    }

    @Test
    void should_read_rows_that_were_loaded_before_loads_had_numbers() throws Exception {
        grade("t1", "a1", "9", "10", "2026-03-04 12:00:00", "2026-03-04");
        grade("t1", "a1", "5", "10", "2026-03-02 09:00:00", "2026-03-02");
        warehouse.execute("update raw.maestroqa_total_scores set _load = null");
        build();
        assertThat(rows("select rubric_score from build.wide_maestroqa")).containsExactly("9.0000");
        assertThat(failingTests()).isEmpty();
    }

    @Test
    void should_build_on_nothing_at_all() throws Exception {
        build();
        assertThat(rows("select * from build.wide_maestroqa")).isEmpty();
        assertThat(failingTests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        insert into build.wide_maestroqa select * from build.wide_maestroqa                        | unique_wide_maestroqa_grade_id
        update build.wide_maestroqa set grade_id = null                                            | not_null_wide_maestroqa_grade_id
        update build.wide_maestroqa set grade_id = gen_random_uuid()                               | relationships_wide_maestroqa_grade_id_grade_id__ref_base_maestroqa_grades_
        update build.wide_maestroqa set group_name = null                                          | not_null_wide_maestroqa_group_name
        update build.wide_maestroqa set country = null                                             | not_null_wide_maestroqa_country
        delete from build.wide_maestroqa                                                           | every_grade_is_in_the_mart_once
        update build.int_maestroqa_week_sums set grades = grades + 1                               | teams_sum_up_to_all_grades
        insert into build.team_countries select * from build.team_countries                        | unique_team_countries_group_name
        """)
    void should_fail_the_test_that_a_fault_of_a_model_breaks(String fault, String test) throws Exception {
        member("Ru Team", "a1", "2026-03-02");
        grade("t1", "a1", "5", "10", "2026-03-02 09:00:00", "2026-03-02");
        build();
        assertThat(failingTests()).isEmpty();
        warehouse.execute(fault);
        assertThat(failingTests()).contains(test);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        update raw.maestroqa_total_scores set gradable_id = ''                                     | not_null_wide_maestroqa_gradable_id
        update raw.maestroqa_total_scores set date_graded = 'Unknown'                              | not_null_wide_maestroqa_date_graded
        update raw.maestroqa_groups set group_name = ''                                            | not_null_stg_maestroqa_groups_group_name
        """)
    void should_fail_the_test_that_a_fault_of_the_data_breaks(String fault, String test) throws Exception {
        member("Ru Team", "a1", "2026-03-02");
        grade("t1", "a1", "5", "10", "2026-03-02 09:00:00", "2026-03-02");
        warehouse.execute(fault);
        build();
        assertThat(failingTests()).contains(test);
    }
}
