package io.talon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.talon.Operations.Batch;
import io.talon.interval.Demand;
import io.talon.interval.Interval;
import io.talon.ledger.Run;
import io.talon.ledger.RunState;
import io.talon.sandbox.Effect;
import io.talon.sandbox.Scenario;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperateRoutesTest extends RoutesFixture {

    @Test
    void should_write_a_run_down_once_per_interval() throws Exception {
        Instant tick = Instant.parse("2026-03-03T00:00:00Z");
        app.demand("total_scores", Demand.tick(tick));
        app.demand("total_scores", Demand.tick(tick));
        assertThat(app.ledger().runs()).extracting(Run::id).containsExactly("total_scores/2026-03-02");
    }

    @Test
    void should_only_look_when_it_is_asked_to_look() throws Exception {
        Instant from = Instant.parse("2026-03-02T00:00:00Z");
        assertThat(app.demand("total_scores", new Demand(from, from.plusSeconds(86_400), "look", false))).hasSize(1);
        assertThat(app.ledger().runs()).isEmpty();
    }

    @Test
    void should_show_the_same_ticket_again_after_a_restart() throws Exception {
        sandbox.next(Scenario.status(Effect.status("in_progress")).forever());
        Run run = demand("total_scores", "2026-03-02").get(0);
        await().atMost(PATIENCE).until(() -> sandbox.recorder().count("GET", "/api/v1/export-data/") > 0);
        String ticket = now(run).exportId();
        restart();
        sandbox.behave();
        assertThat(ended(run).state()).isEqualTo(RunState.LANDED);
        assertThat(now(run).exportId()).isEqualTo(ticket);
        assertThat(sandbox.recorder().exportRequests()).hasSize(1);
    }

    @Test
    void should_leave_a_landed_run_alone_when_it_is_asked_for_again() throws Exception {
        carried("total_scores", "2026-03-02");
        carried("total_scores", "2026-03-02");
        assertThat(sandbox.recorder().exportRequests()).hasSize(1);
    }

    /** A file with a header and so many grades, each of another score. */
    private static Scenario file(int... scores) {
        String grades = IntStream.of(scores).mapToObj("1,a,n,e,r,R,%d,5,2026-03-02 10:00:00,g,grading\n"::formatted).collect(Collectors.joining());
        return Scenario.file(Effect.bytes(("gradable_id,agent_id,agent_name,agent_email,rubric_id,rubric_name,rubric_score,max_rubric_score,date_graded,grader,grade_type\n" + grades)
            .getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void should_put_what_a_run_brings_when_it_is_asked_for_anew_in_the_place_of_what_it_brought() throws Exception {
        sandbox.next(file(1));
        carried("total_scores", "2026-03-02");
        sandbox.next(file());
        assertThat(carried("total_scores", "2026-03-03").state()).isEqualTo(RunState.EMPTY);
        built();
        assertThat(score()).isEqualTo("1 grade, 1 points");
        sandbox.next(file(5).forever());
        Batch batch = app.operations().backfill("total_scores", Instant.parse("2026-03-02T00:00:00Z"), Instant.parse("2026-03-04T00:00:00Z"), true);
        assertThat(batch.runs()).hasSize(2).allSatisfy(run -> assertThat(ended(run).state()).isEqualTo(RunState.LANDED));
        built();
        assertThat(sandbox.recorder().exportRequests()).hasSize(4);
        assertThat(app.ledger().objects()).hasSize(2);
        assertThat(score()).isEqualTo("1 grade, 5 points");
    }

    private String score() throws Exception {
        try (Connection mart = app.mart().open(); Statement statement = mart.createStatement();
             ResultSet rows = statement.executeQuery("select count(*), cast(sum(rubric_score) as integer) from wide_maestroqa")) {
            rows.next();
            return rows.getLong(1) + " grade, " + rows.getLong(2) + " points";
        }
    }

    @Test
    void should_tell_how_a_landed_run_that_is_replayed_can_be_asked_for_anew() throws Exception {
        Run run = carried("total_scores", "2026-03-02");
        assertThatThrownBy(() -> app.operations().replay(run.id())).isInstanceOfSatisfying(ConfigurationException.class,
            refused -> assertThat(refused.remedy()).contains("backfill total_scores --from 2026-03-02 --to 2026-03-03 --again"));
    }

    @Test
    void should_tell_of_a_gap_between_a_backfill_and_the_present_and_how_to_fill_it() throws Exception {
        Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
        app.operations().backfill("total_scores", today.minus(Duration.ofDays(5)), today.minus(Duration.ofDays(3)));
        app.operations().backfill("groups", today.minus(Duration.ofDays(5)), today.minus(Duration.ofDays(3)));
        app.operations().runAll(today);
        String from = Interval.boundary(today.minus(Duration.ofDays(3)));
        String last = Interval.boundary(today.minus(Duration.ofDays(2)));
        String to = Interval.boundary(today.minus(Duration.ofDays(1)));
        assertThat(app.operations().gaps()).containsExactly("total_scores: 2 intervals from " + from + " to " + last
            + " are missing; 'backfill total_scores --from " + from + " --to " + to + "' asks for them.");
        app.operations().backfill("total_scores", Interval.boundary(from), Interval.boundary(last));
        assertThat(app.operations().gaps()).containsExactly("total_scores: 1 interval, " + last + ", is missing; 'backfill total_scores --from " + last + " --to " + to + "' asks for it.");
        app.operations().backfill("total_scores", Interval.boundary(last), Interval.boundary(to));
        assertThat(app.operations().gaps()).isEmpty();
    }

    @Test
    void should_tell_when_the_next_interval_ends_where_none_is_due() throws Exception {
        Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
        app.operations().runAll(today);
        assertThat(app.operations().runAll(today).runs()).isEmpty();
        assertThat(app.operations().nextEnd()).contains(today.plus(Duration.ofDays(1)));
    }

    @Test
    void should_say_all_that_is_guessed_of_the_vendor_to_the_service_and_in_one_line_to_commands(@TempDir Path embedded) throws Exception {
        Settings settings = Settings.load(embedded, Map.of("MANAGEMENT_ENABLED", "false"), new Properties());
        try (App command = App.start(settings, Mode.COMMAND)) {
            assertThat(command.notice()).singleElement().asString().startsWith("This is a sandbox, not MaestroQA");
        }
        try (App service = App.start(settings, Mode.SERVICE)) {
            assertThat(String.join(" ", service.notice())).contains("This is a sandbox, not MaestroQA", "Guesses", "Also guessed");
        }
    }

    @Test
    void should_tell_the_caller_of_a_source_that_is_not_there() {
        assertThatThrownBy(() -> demand("grades", "2026-03-02")).isInstanceOf(ConfigurationException.class).hasMessageContaining("grades");
    }

    @Test
    void should_tell_the_caller_of_an_interval_that_is_not_over() {
        assertThatThrownBy(() -> demand("total_scores", "2999-01-01")).isInstanceOf(ConfigurationException.class).hasMessageContaining("not over yet");
    }
}
