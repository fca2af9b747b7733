package io.talon;

import static org.assertj.core.api.Assertions.assertThat;

import io.talon.ledger.Run;
import io.talon.ledger.RunState;
import io.talon.sandbox.SandboxOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LegacyDialectTest extends RoutesFixture {

    @Override
    SandboxOptions sandboxOptions() {
        return super.sandboxOptions().withDialect("legacy");
    }

    @Override
    Map<String, String> environment() {
        return Map.of("MAESTROQA_DIALECT", "legacy");
    }

    @Test
    void should_show_the_ticket_in_the_body_of_a_get() throws Exception {
        Run run = carried("total_scores", "2026-03-02");
        assertThat(run.state()).isEqualTo(RunState.LANDED);
        assertThat(sandbox.recorder().matching(call -> call.path().endsWith("/get-export-data"))).isNotEmpty()
            .allSatisfy(call -> assertThat(call.json().path("exportId").asText()).isEqualTo(run.exportId()));
    }
}
