package io.talon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talon.ledger.Run;
import io.talon.ledger.RunState;
import io.talon.sandbox.Effect;
import io.talon.sandbox.Received;
import io.talon.sandbox.SandboxOptions;
import io.talon.sandbox.Scenario;
import org.junit.jupiter.api.Test;

class ExportRoutesTest extends RoutesFixture {

    @Override
    SandboxOptions sandboxOptions() {
        return super.sandboxOptions().withDialect("rippit");
    }

    @Test
    void should_ask_once_and_show_the_ticket_until_the_export_is_complete() throws Exception {
        sandbox.next(Scenario.status(Effect.status("requested")), Scenario.status(Effect.status("In Progress")), Scenario.status(Effect.status("mystery")));
        Run run = carried("total_scores", "2026-03-02");
        assertThat(run.state()).isEqualTo(RunState.LANDED);
        assertThat(sandbox.recorder().exportRequests()).hasSize(1);
        assertThat(sandbox.recorder().count("GET", "/api/v1/export-data/" + run.exportId())).isEqualTo(4);
    }

    @Test
    void should_ask_from_a_little_before_the_interval_and_under_a_name_of_its_own() throws Exception {
        carried("total_scores", "2026-03-02");
        Received question = sandbox.recorder().exportRequests().get(0);
        assertThat(question.json().path("startDate").asText()).isEqualTo("2026-03-01T23:55:00Z");
        assertThat(question.json().path("endDate").asText()).isEqualTo("2026-03-03T00:00:00Z");
        assertThat(question.json().path("name").asText()).isEqualTo("talon total_scores/2026-03-02");
    }

    @Test
    void should_send_the_token_as_a_header_to_the_api_and_never_with_the_file() throws Exception {
        carried("total_scores", "2026-03-02");
        assertThat(sandbox.recorder().matching(call -> call.path().startsWith("/api/"))).isNotEmpty()
            .allSatisfy(call -> assertThat(call.headers()).containsEntry("apitoken", "sandbox-token"))
            .allSatisfy(call -> assertThat(call.body()).doesNotContain("sandbox-token"));
        assertThat(sandbox.recorder().matching(call -> call.path().startsWith("/files"))).isNotEmpty()
            .allSatisfy(call -> assertThat(call.toString()).doesNotContain("sandbox-token"));
    }

    @Test
    void should_have_the_ticket_in_the_ledger_before_it_is_shown() throws Exception {
        sandbox.next(Scenario.status(Effect.status("requested")).forever());
        Run run = demand("total_scores", "2026-03-02").get(0);
        await().atMost(PATIENCE).until(() -> sandbox.recorder().count("GET", "/api/v1/export-data/") > 0);
        assertThat(now(run).state()).isEqualTo(RunState.REQUESTED);
        assertThat(sandbox.recorder().matching(call -> call.method().equals("GET")).get(0).lastOfPath()).isEqualTo(now(run).exportId());
    }
}
