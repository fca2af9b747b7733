package io.talon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.talon.interval.Demand;
import io.talon.ledger.Run;
import io.talon.ledger.RunState;
import io.talon.sandbox.Effect;
import io.talon.sandbox.Scenario;
import java.time.Instant;
import org.junit.jupiter.api.Test;

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

    @Test
    void should_tell_the_caller_of_a_source_that_is_not_there() {
        assertThatThrownBy(() -> demand("grades", "2026-03-02")).isInstanceOf(ConfigurationException.class).hasMessageContaining("grades");
    }

    @Test
    void should_tell_the_caller_of_an_interval_that_is_not_over() {
        assertThatThrownBy(() -> demand("total_scores", "2999-01-01")).isInstanceOf(ConfigurationException.class).hasMessageContaining("not over yet");
    }
}
