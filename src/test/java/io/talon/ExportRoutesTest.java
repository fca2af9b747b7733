package io.talon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talon.ledger.Run;
import io.talon.ledger.RunState;
import io.talon.sandbox.Effect;
import io.talon.sandbox.Received;
import io.talon.sandbox.SandboxOptions;
import io.talon.sandbox.Scenario;
import java.util.Map;
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

    @Test
    void should_end_as_empty_when_the_export_is_complete_without_a_file() throws Exception {
        sandbox.next(Scenario.status(Effect.completeWithoutDataUrl()));
        assertThat(carried("total_scores", "2026-03-02").state()).isEqualTo(RunState.EMPTY);
    }

    @Test
    void should_fail_when_the_export_errored_and_ask_anew_on_replay() throws Exception {
        sandbox.next(Scenario.status(Effect.errored()));
        Run failed = carried("total_scores", "2026-03-02");
        assertThat(failed.failure()).isEqualTo("export-errored");
        assertThat(failed.remedy()).isNotBlank();
        assertThat(carried("total_scores", "2026-03-02").state()).isEqualTo(RunState.LANDED);
        assertThat(sandbox.recorder().exportRequests()).hasSize(2);
    }

    @Test
    void should_take_no_answer_without_a_usable_ticket_for_one() throws Exception {
        sandbox.next(Scenario.request(Effect.answer(200, "{\"exportId\": null}")));
        assertThat(carried("total_scores", "2026-03-02").failure()).isEqualTo("no-ticket");
        sandbox.next(Scenario.request(Effect.answer(200, "{\"exportId\": \"null\"}")));
        assertThat(carried("total_scores", "2026-03-03").failure()).isEqualTo("no-ticket");
        sandbox.next(Scenario.request(Effect.answer(200, "{\"exportId\": \"../../admin?x=\"}")));
        assertThat(carried("total_scores", "2026-03-04").failure()).isEqualTo("no-ticket");
        sandbox.next(Scenario.request(Effect.answer(200, Map.of("content-type", "text/html"), "<html>Sign in</html>")));
        assertThat(carried("total_scores", "2026-03-05").failure()).isEqualTo("unexpected-answer");
    }

    @Test
    void should_burn_no_tries_on_a_refused_token() throws Exception {
        sandbox.next(Scenario.request(Effect.answer(401, "{}")));
        Run run = carried("total_scores", "2026-03-02");
        assertThat(run.failure()).isEqualTo("token-refused");
        assertThat(run.remedy()).contains("90 days");
        assertThat(sandbox.recorder().count("POST", "/api/v1/request-")).isEqualTo(1);
    }
}
