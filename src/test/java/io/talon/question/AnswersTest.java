package io.talon.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.talon.Packaged;
import io.talon.TalonException;
import io.talon.access.Access;
import io.talon.semantic.Definitions;
import io.talon.semantic.Dimension;
import io.talon.semantic.Explore;
import io.talon.semantic.Grain;
import io.talon.semantic.Metric;
import io.talon.warehouse.DuckDbMart;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AnswersTest {
    private static final Definitions DEFINITIONS = Definitions.read(Packaged.folder("warehouse"));
    private static final Clock SUNDAY = Clock.fixed(Instant.parse("2026-03-15T12:00:00Z"), ZoneOffset.UTC);
    private static final Access FRENCH = new Access(Map.of("team", List.of("FR Team")), Set.of());
    private static final Map<String, String> GRADINGS = Map.of("grade_type", "grading");
    private static EmbeddedPostgres postgres;
    private static PlayedMart onDuckDb;
    private static PlayedMart onPostgres;

    /** Where the same mart is. */
    enum Engine {
        DUCKDB, POSTGRES;

        Answers answers() {
            return new Answers(DEFINITIONS, played().mart(), SUNDAY, through -> through == null);
        }

        PlayedMart played() {
            return this == DUCKDB ? onDuckDb : onPostgres;
        }
    }

    @BeforeAll
    static void build(@TempDir Path folder, @TempDir Path other) throws Exception {
        postgres = EmbeddedPostgres.start();
        onDuckDb = PlayedMart.onDuckDb(folder);
        onPostgres = PlayedMart.onPostgres(other, postgres.getJdbcUrl("postgres", "postgres"));
    }

    @AfterAll
    static void stop() throws Exception {
        onDuckDb.close();
        onPostgres.close();
        postgres.close();
    }

    private static Question scores(String... fields) {
        return Question.of("qa_scores", List.of(fields), GRADINGS);
    }

    private static Question with(Question question, Map<String, String> filters) {
        return new Question(question.explore(), question.fields(), List.of(), filters, List.of(), Question.MOST_ROWS, true);
    }

    @ParameterizedTest
    @EnumSource
    void should_reckon_as_by_hand(Engine engine) throws Exception {
        Answer answer = engine.answers().answer(scores("grades", "scored_grades", "agents_graded", "score_pct_avg", "score_pct_weighted", "score_pct_median", "pass_rate", "failed"), Access.ALL);
        assertThat(answer.rows()).containsExactly(List.of(8L, 6L, 4L, 77.5, 81.25, 75.0, 50.0, 1L));
    }

    @ParameterizedTest
    @EnumSource
    void should_count_each_grade_in_one_team_so_that_teams_add_up(Engine engine) throws Exception {
        Answer answer = engine.answers().answer(with(scores("team", "grades", "pass_rate"), GRADINGS), Access.ALL);
        assertThat(answer.rows()).containsExactly(List.of("UK Team", 4L, 100 * (2 / 3.0)), List.of("FR Team", 3L, 50.0), List.of("No team", 1L, 0.0));
        assertThat(answer.totals()).containsExactly(null, 8L, 50.0);
    }

    @ParameterizedTest
    @EnumSource
    void should_agree_with_sql_by_hand(Engine engine) throws Exception {
        double asked = (double) engine.answers().answer(scores("pass_rate"), Access.ALL).rows().get(0).get(0);
        try (Connection connection = engine.played().mart().open(); Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(
                "select 100.0 * sum(case when score_percent >= 80 then 1 else 0 end) / count(score_percent) from wide_maestroqa where grade_type = 'grading'")) {
            row.next();
            assertThat(asked).isCloseTo(row.getDouble(1), within(1e-9));
        }
    }

    @ParameterizedTest
    @EnumSource
    void should_compare_graders_on_the_same_rubric_and_week_by_their_grades(Engine engine) throws Exception {
        Answer answer = engine.answers().answer(Question.of("qa_graders", List.of("grader", "grader_grades", "deviation", "grader_spread"), Map.of("week", "2026-03-02")), Access.ALL);
        // r10: g1 gave 80 and 90, g2 gave 20 in the calibration; r100: g1 gave 70, g2 gave 95.
        assertThat(answer.rows()).extracting(row -> row.subList(0, 2)).containsExactlyInAnyOrder(List.of("g1", 4L), List.of("g2", 3L));
        assertThat(answer.rows()).filteredOn(row -> row.get(0).equals("g1")).singleElement().satisfies(row -> assertThat((double) row.get(2)).isCloseTo((65 + 65 - 25) / 3.0, within(1e-6)));
        assertThat(answer.rows()).filteredOn(row -> row.get(0).equals("g2")).singleElement()
            .satisfies(row -> assertThat((double) row.get(3)).isCloseTo(Math.sqrt((65 * 65 + 25 * 25) / 2.0), within(1e-6)));
    }

    @ParameterizedTest
    @EnumSource
    void should_tell_coverage_of_all_who_were_in_a_team(Engine engine) throws Exception {
        Answer answer = engine.answers().answer(Question.of("qa_agent_weeks", List.of("week", "agents_available", "agents_covered", "coverage"), Map.of("team", "UK Team,FR Team")), Access.ALL);
        assertThat(answer.rows()).contains(List.of("2026-03-02", 3L, 3L, 100.0), List.of("2026-03-09", 3L, 1L, 100 * (1 / 3.0)));
    }

    static Stream<Explore> explores() {
        return DEFINITIONS.explores().stream();
    }

    private static List<String> fields(Explore explore) {
        List<String> fields = new ArrayList<>();
        for (Dimension dimension : explore.dimensions().values()) {
            fields.addAll(dimension.isDay() ? dimension.grains().stream().map(Grain::word).map(word -> dimension.name() + Dimension.SEPARATOR + word).toList() : List.of(dimension.name()));
        }
        return fields;
    }

    private static List<String> metrics(Explore explore) {
        return explore.shownMetrics().stream().map(Metric::name).toList();
    }

    @ParameterizedTest
    @MethodSource("explores")
    void should_give_the_same_on_both_engines_and_totals_as_without_dimensions(Explore explore) throws Exception {
        List<Object> whole = Engine.DUCKDB.answers().answer(Question.of(explore.name(), metrics(explore), Map.of()), Access.ALL).rows().get(0);
        for (String field : fields(explore)) {
            List<String> asked = new ArrayList<>(List.of(field));
            asked.addAll(metrics(explore));
            Question question = new Question(explore.name(), asked, List.of(), Map.of(), List.of(), Question.MOST_ROWS, true);
            Answer duckDb = Engine.DUCKDB.answers().answer(question, Access.ALL);
            Answer postgres = Engine.POSTGRES.answers().answer(question, Access.ALL);
            assertThat(duckDb.sql()).isEqualTo(postgres.sql());
            assertThat(duckDb.rows()).as(field).isNotEmpty().map(AnswersTest::rounded).containsExactlyInAnyOrderElementsOf(postgres.rows().stream().map(AnswersTest::rounded).toList());
            for (Answer answer : List.of(duckDb, postgres)) {
                assertThat(rounded(answer.totals().subList(1, answer.totals().size()))).as(field).isEqualTo(rounded(whole));
            }
        }
    }

    /** To nine digits. */
    private static List<String> rounded(List<Object> row) {
        return row.stream().map(value -> value instanceof Double number ? String.format("%.9g", number) : String.valueOf(value)).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        team                   | UK Team                  | 4
        team                   | UK Team,FR Team          | 7
        team                   | -UK Team                 | 4
        team                   | %uk%                     | 4
        team                   | -%uk%,-FR Team           | 1
        rubric                 | -Rubric r100             | 5
        agent_name             | "Zoë, ""Zo"" Ünal"       | 2
        team                   | "%uk%"                   | 0
        score                  | >=80                     | 3
        score                  | <70                      | 1
        score                  | 70 to 90                 | 4
        score                  | 70,95                    | 3
        score                  | NULL                     | 2
        score                  | -NULL                    | 6
        date_reported_as       | last 6 days              | 2
        date_reported_as       | last 30 days             | 8
        date_reported_as       | last 1 weeks             | 2
        date_reported_as       | last complete week       | 6
        date_reported_as       | last 1 complete weeks    | 6
        date_reported_as       | last 2 weeks             | 8
        date_reported_as       | last 1 complete months   | 0
        date_reported_as       | last 1 quarters          | 8
        date_reported_as       | 2026-03-03 to 2026-03-04 | 4
        date_reported_as       | >=2026-03-05             | 3
        date_reported_as__week | 2026-03-09               | 2
        """)
    void should_understand_conditions(String field, String condition, long grades) throws Exception {
        Question question = Question.of("qa_scores", List.of("grades"), Map.of("grade_type", "grading", field, condition));
        for (Engine engine : Engine.values()) {
            assertThat(engine.answers().answer(question, Access.ALL).rows()).as(engine.name()).containsExactly(List.of(grades));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        team | "UK Team
        team | UK Team,
        score | high
        score | 70 - 90
        date_reported_as | last week
        date_reported_as | last 0 days
        date_reported_as | 2026-02-30
        date_reported_as | last 3 years
        grades | many
        """)
    void should_refuse_a_condition_that_it_does_not_understand_and_say_what_it_does(String field, String condition) {
        assertThatThrownBy(() -> Engine.DUCKDB.answers().answer(Question.of("qa_scores", List.of("grades"), Map.of(field, condition)), Access.ALL))
            .isInstanceOf(QuestionError.class).hasMessage("The condition '" + condition + "' is not understood.").satisfies(e -> assertThat(((QuestionError) e).remedy()).startsWith("Write"));
    }

    @Test
    void should_choose_among_groups_by_a_condition_on_a_metric_and_leave_the_total_whole() throws Exception {
        Answer answer = Engine.DUCKDB.answers().answer(with(scores("team", "grades"), Map.of("grade_type", "grading", "grades", "3 to 4")), Access.ALL);
        assertThat(answer.rows()).extracting(row -> row.get(0)).containsExactly("UK Team", "FR Team");
        assertThat(answer.totals()).containsExactly(null, 8L);
    }

    @Test
    void should_say_when_there_are_more_rows_and_sort_as_told() throws Exception {
        Answer answer = Engine.DUCKDB.answers().answer(new Question("qa_scores", List.of("gradable_id", "score_pct_avg"), List.of(), GRADINGS, List.of("score_pct_avg asc"), 2, false), Access.ALL);
        assertThat(answer.rows()).extracting(row -> row.get(0)).containsExactly("t7", "t2");
        assertThat(answer.truncated()).isTrue();
        assertThat(Engine.DUCKDB.answers().answer(scores("team", "grades"), Access.ALL).truncated()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void should_show_only_the_rows_that_a_person_may_see(Engine engine) throws Exception {
        Answers answers = engine.answers();
        Answer answer = answers.answer(with(scores("team", "grades", "score_pct_avg"), GRADINGS), FRENCH);
        assertThat(answer.rows()).containsExactly(List.of("FR Team", 3L, 77.5));
        assertThat(answer.totals()).containsExactly(null, 3L, 77.5);
        assertThat(answers.answer(with(scores("grades"), Map.of("team", "UK Team")), FRENCH).rows()).containsExactly(List.of(0L));
        assertThat(answers.answer(with(scores("grades"), Map.of("team", "-XX")), FRENCH).rows()).containsExactly(List.of(3L));
        assertThat(answers.values("qa_scores", "team", "", FRENCH)).containsExactly("FR Team");
        assertThat(answers.values("qa_scores", "agent_name", "agent", FRENCH)).containsExactly("Agent a3");
        assertThat(answers.answer(scores("date_reported_as__day", "team", "agent_name", "gradable_id", "grade"), FRENCH).rows()).hasSize(3).allMatch(row -> row.get(1).equals("FR Team"));
    }

    @Test
    void should_ask_the_mart_once_for_an_answer_until_something_else_is_published(@TempDir Path folder) throws Exception {
        onPostgres.execute(List.of("create database published_again"));
        try (PlayedMart played = PlayedMart.onPostgres(folder, postgres.getJdbcUrl("postgres", "published_again"))) {
            AtomicBoolean stale = new AtomicBoolean();
            Answers answers = new Answers(DEFINITIONS, played.mart(), SUNDAY, through -> stale.get());
            Question question = with(scores("team", "grades"), GRADINGS);
            Answer first = answers.answer(question, Access.ALL);
            assertThat(first.rows()).hasSize(3);
            played.execute(List.of("delete from marts.wide_maestroqa where group_name <> 'FR Team'"));
            stale.set(true);
            Answer again = answers.answer(question, Access.ALL);
            assertThat(again.rows()).isEqualTo(first.rows());
            assertThat(again.totals()).isEqualTo(first.totals());
            assertThat(again.about().stale()).isTrue();
            assertThat(answers.answer(question, FRENCH).rows()).containsExactly(List.of("FR Team", 3L));
            assertThat(answers.answer(question, Access.NONE).rows()).isEmpty();
            played.execute(List.of("update marts._publication set build = 'build-2'"));
            assertThat(answers.answer(question, Access.ALL).rows()).containsExactly(List.of("FR Team", 3L));
        }
    }

    @Test
    void should_show_nothing_to_whom_nothing_is_granted() throws Exception {
        for (Access access : List.of(Access.NONE, new Access(Map.of("team", List.of()), Set.of()))) {
            assertThat(Engine.DUCKDB.answers().answer(with(scores("team", "grades"), Map.of()), access).rows()).isEmpty();
            assertThat(Engine.DUCKDB.answers().answer(with(scores("team", "grades"), Map.of()), access).totals()).containsExactly(null, 0L);
            assertThat(Engine.DUCKDB.answers().values("qa_scores", "team", "", access)).isEmpty();
        }
    }

    @Test
    void should_refuse_an_explore_that_does_not_tell_what_a_person_may_see() {
        assertThatThrownBy(() -> Engine.DUCKDB.answers().answer(Question.of("qa_graders", List.of("grader_grades"), Map.of()), FRENCH)).isInstanceOf(QuestionError.class).hasMessageContaining("goes by team");
        assertThat(Engine.DUCKDB.answers().compiler().explores(FRENCH)).extracting(Explore::name).doesNotContain("qa_graders");
    }

    @Test
    void should_treat_a_restricted_field_as_if_it_were_not_there() throws Exception {
        for (Question question : List.of(scores("agent_email"), with(scores("grades"), Map.of("agent_email", "%a1%")),
                new Question("qa_scores", List.of("grades"), List.of("agent_email"), Map.of(), List.of(), 10, false))) {
            assertThatThrownBy(() -> Engine.DUCKDB.answers().answer(question, FRENCH)).isInstanceOf(QuestionError.class).hasMessage("There is no field 'agent_email' in qa_scores.")
                .satisfies(e -> assertThat(((QuestionError) e).remedy()).doesNotContain("agent_email").contains("agent_name", "score_pct_avg"));
        }
        assertThatThrownBy(() -> Engine.DUCKDB.answers().values("qa_scores", "agent_email", "", FRENCH)).isInstanceOf(QuestionError.class);
        assertThat(Engine.DUCKDB.answers().values("qa_scores", "agent_email", "", new Access(FRENCH.rows(), Set.of("agent_email")))).containsExactly("a3@example.com");
    }

    @Test
    void should_neither_break_nor_change_anything_whatever_is_asked() throws Exception {
        String before = contents();
        Random random = new Random(42);
        int answered = 0;
        for (int i = 0; i < 10_000; i++) {
            answered += isAnswered((i % 50 == 0 ? Engine.POSTGRES : Engine.DUCKDB).answers(), new Asker(random).question()) ? 1 : 0;
        }
        assertThat(answered).isBetween(500, 9_500);
        assertThat(contents()).isEqualTo(before);
    }

    private static boolean isAnswered(Answers answers, Question question) {
        try {
            // What is not French would have got past the compiler.
            Answer answer = answers.answer(question, FRENCH);
            int team = answer.columns().stream().map(Column::name).toList().indexOf("team");
            assertThat(answer.rows()).allMatch(row -> team < 0 || row.get(team).equals("FR Team"));
            return true;
        } catch (QuestionError e) {
            return false;
        } catch (SQLException e) {
            throw new AssertionError(question.toString(), e);
        }
    }

    private static String contents() throws SQLException {
        try (Connection connection = onDuckDb.mart().open(); Statement statement = connection.createStatement();
             ResultSet row = statement.executeQuery("select string_agg(cast(w as varchar), ';' order by grade_id) from wide_maestroqa as w")) {
            row.next();
            return row.getString(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void should_give_up_what_takes_too_long(Engine engine) throws Exception {
        try (Connection connection = engine.played().mart().open()) {
            Reader reader = new Reader(connection, Duration.ofSeconds(1));
            String endless = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000000000) select count(*) as c from n where i < ?";
            assertThatThrownBy(() -> reader.texts(new Compiled.Select(endless, List.of(5.0)))).isInstanceOf(TalonException.class).hasMessageContaining("longer than 1 seconds");
        }
    }

    @Test
    void should_see_one_version_of_the_mart_throughout_a_question_on_postgres() throws Exception {
        try (Connection connection = onPostgres.mart().ask(); Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("show transaction_isolation")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo("repeatable read");
        }
    }

    @Test
    void should_say_that_there_is_no_mart_yet(@TempDir Path empty) {
        Answers answers = new Answers(DEFINITIONS, new DuckDbMart(empty, null), SUNDAY, through -> false);
        assertThatThrownBy(() -> answers.answer(scores("grades"), Access.ALL)).isInstanceOf(TalonException.class).hasMessage("There is no published mart yet.");
    }

    @ParameterizedTest
    @EnumSource
    void should_say_of_which_build_it_is_and_whether_newer_data_are_missing(Engine engine) throws Exception {
        Answer.About about = engine.answers().answer(scores("grades"), Access.ALL).about();
        assertThat(about.build()).isEqualTo("build-1");
        assertThat(about.through()).isNull();
        assertThat(about.stale()).isTrue();
    }
}
