package io.talon.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.talon.ledger.Run;
import io.talon.ledger.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Of 100 calls a minute 40 are requests and 40 are looks: one of each every 1.5 s. */
class ExpectationTest {
    private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");
    private final Expectation expectation = new Expectation(100);

    private static Run run(String id, RunState state, Instant dueAt) {
        return new Run(id, "total_scores", NOW, NOW, "batch", state, null, null, 0, 0, 0, 0, null, null, dueAt, null, null, null, null, null);
    }

    @Test
    void should_expect_the_ticket_first_that_was_left_alone_longest() {
        List<Run> runs = List.of(run("late", RunState.REQUESTED, NOW.minusSeconds(1)), run("early", RunState.REQUESTED, NOW.minusSeconds(3)), run("middle", RunState.REQUESTED, NOW.minusSeconds(2)));
        assertThat(expectation.nextCalls(runs, NOW)).containsOnly(entry("early", NOW), entry("middle", NOW.plusMillis(1500)), entry("late", NOW.plusMillis(3000)));
    }

    @Test
    void should_expect_requests_and_looks_side_by_side() {
        List<Run> runs = List.of(run("planned", RunState.PLANNED, NOW), run("ticket", RunState.REQUESTED, NOW), run("asking", RunState.REQUESTING, NOW.minusSeconds(1)));
        assertThat(expectation.nextCalls(runs, NOW)).containsOnly(entry("asking", NOW), entry("planned", NOW.plusMillis(1500)), entry("ticket", NOW));
    }

    @Test
    void should_expect_nothing_before_it_is_due() {
        Instant later = NOW.plusSeconds(120);
        assertThat(expectation.nextCalls(List.of(run("postponed", RunState.REQUESTED, later)), NOW)).containsOnly(entry("postponed", later));
    }

    @Test
    void should_expect_no_call_for_what_does_not_wait_for_the_vendor() {
        assertThat(expectation.nextCalls(List.of(run("stored", RunState.STORED, NOW), run("landed", RunState.LANDED, NOW), run("failed", RunState.FAILED, NOW)), NOW)).isEmpty();
    }

    @Test
    void should_warn_when_tickets_come_up_less_often_than_they_may_take() {
        List<Run> runs = Collections.nCopies(10_000, run("ticket", RunState.REQUESTED, NOW));
        Map<String, Duration> patience = Map.of("export.stall", Duration.ofHours(1), "export.deadline", Duration.ofHours(12));
        assertThat(expectation.warning(runs, patience)).contains("10,000 tickets", "40 a minute", "every 4h10m", "export.stall (1h").doesNotContain("export.deadline");
        assertThat(expectation.warning(runs, Map.of("export.stall", Duration.ofSeconds(10)))).contains("export.stall (10s)");
        assertThat(expectation.warning(runs.subList(0, 2_000), patience)).isNull();
    }

    @Test
    void should_say_how_long_calls_take_at_least() {
        assertThat(expectation.atLeast(80, 10)).isEqualTo(new Expectation(100).atLeast(10, 80)).isEqualTo("2m");
    }
}
