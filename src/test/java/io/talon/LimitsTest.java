package io.talon;

import static org.assertj.core.api.Assertions.assertThat;

import io.talon.interval.Demand;
import io.talon.ledger.Run;
import io.talon.sandbox.SandboxOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The vendor's limits, kept over all sources together, seen by a vendor that answers 429 above them. */
class LimitsTest extends RoutesFixture {

    @Override
    SandboxOptions sandboxOptions() {
        return super.sandboxOptions().withLimits(true);
    }

    @Override
    Map<String, String> environment() {
        return Map.of("MAESTROQA_CALLS_PER_MINUTE", "100", "MAESTROQA_REQUEST_PAUSE", "1s", "SOURCE_CSAT_ENABLED", "true");
    }

    @Test
    void should_never_be_told_to_slow_down() throws Exception {
        Instant from = Instant.parse("2026-03-02T00:00:00Z");
        List<Run> runs = new ArrayList<>();
        for (String source : List.of("total_scores", "csat", "groups")) {
            runs.addAll(app.demand(source, new Demand(from, Instant.parse("2026-03-05T00:00:00Z"), "three sources at once", true)));
        }
        for (Run run : runs) {
            ended(run);
        }
        assertThat(runs).hasSize(7);
        assertThat(sandbox.recorder().all()).extracting(call -> call.status()).containsOnly(200);
    }
}
