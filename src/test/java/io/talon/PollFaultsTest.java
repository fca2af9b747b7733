package io.talon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talon.ledger.Run;
import io.talon.ledger.RunState;
import io.talon.sandbox.Effect;
import io.talon.sandbox.Sandbox;
import io.talon.sandbox.Scenario;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PollFaultsTest extends ExportFaultFixture {
    private static final String DAY = "2026-03-02";

    @Override
    Map<String, String> further() {
        return Map.of("MAESTROQA_CALL_TIMEOUT", "2s", "EXPORT_STALL", "2s");
    }

    @Test
    @DisplayName("500, an HTML page, a cut connection and a time-out, one after the other")
    void should_go_on_with_the_same_ticket() throws Exception {
        sandbox.next(Scenario.status(Effect.answer(500, "{}")), Scenario.status(Effect.answer(502, Map.of("content-type", "text/html"), "<html>")),
            Scenario.status(Effect.hangUp()), Scenario.status(Effect.slow(Duration.ofMinutes(5))));
        assertThat(fate("total_scores", DAY)).matches(landed());
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    @DisplayName("404 for a ticket that is not known yet")
    void should_give_a_ticket_a_moment_to_be_known() throws Exception {
        sandbox.next(Scenario.status(Effect.answer(404, "{}")).times(2));
        assertThat(fate("total_scores", DAY)).matches(landed());
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    @DisplayName("404 for a ticket, each time")
    void should_give_an_unknown_ticket_up_and_ask_anew_on_replay() throws Exception {
        sandbox.next(Scenario.status(Effect.answer(404, "{}")).forever());
        Run run = failed(carried("total_scores", DAY), "ticket-unknown");
        replayed(run);
        assertThat(requests()).isEqualTo(2);
    }

    @Test
    @DisplayName("errored")
    void should_ask_anew_for_what_errored_on_replay() throws Exception {
        sandbox.next(Scenario.status(Effect.errored()));
        replayed(failed(carried("total_scores", DAY), "export-errored"));
        assertThat(requests()).isEqualTo(2);
    }

    @ParameterizedTest(name = "the status is spelled \"{0}\"")
    @ValueSource(strings = {"in progress", "In_Progress", "IN-PROGRESS", "Requested"})
    void should_know_a_status_in_every_spelling(String word) throws Exception {
        sandbox.next(Scenario.status(Effect.status(word)));
        assertThat(fate("total_scores", DAY)).matches(landed());
        assertThat(said()).doesNotContain("unknown status");
    }

    @Test
    @DisplayName("the status is a word that nobody knows, three times")
    void should_take_an_unknown_status_for_pending_and_say_so_once() throws Exception {
        sandbox.next(Scenario.status(Effect.status("mulling it over")).times(3));
        assertThat(fate("total_scores", DAY)).matches(landed());
        assertThat(said().split("unknown status", -1)).hasSize(2);
    }

    @Test
    @DisplayName("never complete, the status does not change")
    void should_end_a_wait_that_does_not_move() throws Exception {
        sandbox.next(Scenario.status(Effect.status("in_progress")).forever());
        replayed(failed(carried("total_scores", DAY), "stalled"));
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    @DisplayName("204, which has no body")
    void should_say_of_an_answer_without_a_body_that_it_has_no_status() throws Exception {
        sandbox.next(Scenario.status(Effect.answer(204, "")));
        Run run = failed(carried("total_scores", DAY), "unexpected-answer");
        assertThat(run.error()).contains("without a status: ''");
        replayed(run);
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    @DisplayName("complete without a file")
    void should_take_an_export_without_a_file_for_empty() throws Exception {
        sandbox.next(Scenario.status(Effect.completeWithoutDataUrl()));
        assertThat(fate("total_scores", DAY).state()).isEqualTo(RunState.EMPTY);
    }

    @Test
    @DisplayName("the token is refused")
    void should_keep_the_ticket_when_the_token_is_refused() throws Exception {
        sandbox.next(Scenario.status(Effect.answer(401, "{}")));
        Run run = failed(carried("total_scores", DAY), "token-refused");
        restart();
        replayed(run);
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    @DisplayName("the service is gone for a while and has forgotten nothing")
    void should_go_on_when_the_vendor_is_back() throws Exception {
        sandbox.next(Scenario.status(Effect.status("in_progress")).forever());
        Run run = demand("total_scores", DAY).get(0);
        await().atMost(PATIENCE).until(() -> now(run).state() == RunState.REQUESTED);
        int port = sandbox.baseUrl().getPort();
        sandbox.close();
        await().atMost(PATIENCE).until(() -> now(run).failure() != null);
        sandbox = Sandbox.start(sandboxOptions().withPort(port));
        assertThat(now(run).failure()).isEqualTo("network");
        failed(ended(run), "ticket-unknown");
    }
}
