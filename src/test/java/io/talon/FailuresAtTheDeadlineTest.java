package io.talon;

import static org.assertj.core.api.Assertions.assertThat;

import io.talon.ledger.Run;
import io.talon.sandbox.Effect;
import io.talon.sandbox.Scenario;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailuresAtTheDeadlineTest extends RoutesFixture {

    @Override
    Map<String, String> environment() {
        return Map.of("EXPORT_DEADLINE", "1s");
    }

    @Test
    void should_end_the_wait_for_an_export_that_never_completes() throws Exception {
        sandbox.next(Scenario.status(Effect.status("in_progress")).forever());
        Run run = carried("total_scores", "2026-03-02");
        assertThat(run.failure()).isEqualTo("deadline");
        assertThat(run.error()).contains("in_progress").contains(run.exportId());
    }

    @Test
    void should_end_the_tries_of_a_vendor_that_stays_unwell() throws Exception {
        sandbox.next(Scenario.request(Effect.answer(503, "{}")).forever());
        assertThat(carried("total_scores", "2026-03-02").failure()).isEqualTo("vendor-unavailable");
    }
}
