package io.talon.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talon.Packaged;
import io.talon.model.ProjectError;
import io.talon.question.Question;
import io.talon.semantic.Definitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DashboardsTest {
    private static final Definitions DEFINITIONS = Definitions.read(Packaged.folder("warehouse"));
    private static final String SOUND = """
        - dashboard: mine
          title: My teams
          filters:
            - {name: Period, explore: qa_scores, field: qa_scores.date_reported_as_date, default_value: last 1 complete weeks}
          elements:
            - name: trend
              type: looker_line
              explore: qa_scores
              fields: [qa_scores.date_reported_as_week, qa_scores.team, qa_scores.pass_rate]
              pivots: [qa_scores.team]
              filters: {qa_scores.grades: ">=5", qa_scores.graded_dt_date: 2026-11-01 to 2026-11-30}
              sorts: [qa_scores.pass_rate desc 0]
              listen: {Period: qa_scores.date_reported_as_date}
              row: 0
              col: 0
              width: 12
              height: 4
        """;
    @TempDir
    private Path folder;

    private Dashboards read(String lookml) throws IOException {
        Files.writeString(folder.resolve("dbt_project.yml"), "name: test\n");
        Files.createDirectories(folder.resolve("dashboards"));
        Files.writeString(folder.resolve("dashboards/mine.dashboard.lookml"), lookml);
        return Dashboards.read(folder, DEFINITIONS);
    }

    @Test
    void should_read_what_is_packaged_with_nothing_to_pass_over() {
        Dashboards packaged = Dashboards.read(Packaged.folder("warehouse"), DEFINITIONS);
        assertThat(packaged.all()).extracting(Dashboard::name).containsExactly("qa_overview", "qa_teams", "qa_sections", "qa_graders");
        assertThat(packaged.warnings()).isEmpty();
    }

    @Test
    void should_ask_by_our_names_what_a_tile_says_in_those_of_looker() throws IOException {
        Element trend = read(SOUND).named("mine").orElseThrow().elements().get(0);
        assertThat(trend.question(Map.of("Period", "last 12 complete weeks"))).isEqualTo(new Question("qa_scores", List.of("date_reported_as__week", "team", "pass_rate"),
            List.of("team"), Map.of("grades", ">=5", "graded_dt", "2026-11-01 to 2026-11-30", "date_reported_as", "last 12 complete weeks"), List.of("pass_rate desc"), 500, false));
        assertThat(trend.question(Map.of("Period", "")).filters()).doesNotContainKey("date_reported_as");
    }

    @Test
    void should_take_a_condition_that_is_given_in_the_place_of_the_default() throws IOException {
        Dashboard dashboard = read(SOUND).named("mine").orElseThrow();
        assertThat(dashboard.conditions(Map.of())).isEqualTo(Map.of("Period", "last 1 complete weeks"));
        assertThat(dashboard.conditions(Map.of("Period", "last 3 days"))).isEqualTo(Map.of("Period", "last 3 days"));
    }

    @Test
    void should_pass_over_looks_with_a_warning() throws IOException {
        assertThat(read(SOUND.replace("type: looker_line", "type: looker_line\n      show_x_axis_label: false")).warnings())
            .containsExactly("warehouse/dashboards/mine.dashboard.lookml: show_x_axis_label of the tile 'trend' is not shown here.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        explore: qa_scores\\n      fields      | explore: qa_skores\\n      fields | :8: the tile 'trend' asks the explore 'qa_skores'
        qa_scores.pass_rate]                    | qa_scores.average_total_score]     | :9: the tile 'trend' names 'qa_scores.average_total_score', which qa_scores does not have
        pivots: [qa_scores.team]                | pivots: [qa_sections.team]         | :10: the tile 'trend' names 'qa_sections.team'
        qa_scores.graded_dt_date                | qa_scores.graded_dt_year           | 'qa_scores.graded_dt_year'
        listen: {Period                         | listen: {Periods                   | :13: the tile 'trend' listens to 'Periods', which is no filter
        type: looker_line                       | type: looker_pie                   | :7: the tile 'trend' is a looker_pie
        col: 0                                  | col: 13                            | the tile 'trend' reaches beyond column 24
        - dashboard: mine                       | - name: mine                       | the dashboard has no dashboard
        2026-11-01 to 2026-11-30                | all of November                    | :6: the tile 'trend' cannot be asked: The condition 'all of November'
        [qa_scores.pass_rate desc 0]            | [qa_scores.grades desc]            | the tile 'trend' cannot be asked
        field: qa_scores.date_reported_as_date  | field: qa_scores.date_told         | :4: the filter 'Period' names 'qa_scores.date_told'
        """)
    void should_refuse_what_is_not_there_by_file_tile_and_reason(String sound, String broken, String problem) {
        String lookml = SOUND.replace(sound.replace("\\n", "\n"), broken.replace("\\n", "\n"));
        assertThat(lookml).isNotEqualTo(SOUND);
        assertThatThrownBy(() -> read(lookml)).isInstanceOf(ProjectError.class).hasMessageStartingWith("warehouse/dashboards/mine.dashboard.lookml").hasMessageContaining(problem)
            .satisfies(error -> assertThat(((ProjectError) error).remedy()).isNotBlank());
    }
}
