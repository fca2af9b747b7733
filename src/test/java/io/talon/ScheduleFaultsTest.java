package io.talon;

import static org.assertj.core.api.Assertions.assertThat;

import io.talon.interval.Demand;
import io.talon.interval.Interval;
import io.talon.ledger.Run;
import io.talon.ledger.RunState;
import io.talon.sandbox.Effect;
import io.talon.sandbox.Scenario;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleFaultsTest extends ExportFaultFixture {

    private List<Run> tick(String instant) throws Exception {
        return app.demand("total_scores", Demand.tick(Instant.parse(instant)));
    }

    private List<Interval> intervals() {
        return app.ledger().runs().stream().map(Run::interval).toList();
    }

    private void everyDayOnce(String from, String to) {
        List<Interval> intervals = intervals();
        assertThat(intervals.get(0).start()).isEqualTo(from);
        assertThat(intervals.get(intervals.size() - 1).end()).isEqualTo(to);
        for (int i = 1; i < intervals.size(); i++) {
            assertThat(intervals.get(i).start()).isEqualTo(intervals.get(i - 1).end());
        }
    }

    @Test
    @DisplayName("the service was down for three ticks")
    void should_catch_up() throws Exception {
        tick("2026-03-02T00:00:00Z");
        outcome(tick("2026-03-06T00:00:00Z"), "caught up: 4 runs");
        everyDayOnce("2026-03-01T00:00:00Z", "2026-03-06T00:00:00Z");
    }

    @Test
    @DisplayName("the clock was set back, then forward")
    void should_go_by_intervals_and_not_by_the_clock() throws Exception {
        tick("2026-03-03T00:00:00Z");
        tick("2026-03-01T00:00:00Z");
        tick("2026-03-02T12:00:00Z");
        tick("2026-03-05T00:00:01Z");
        everyDayOnce("2026-03-02T00:00:00Z", "2026-03-05T00:00:00Z");
        outcome(app, "each day once");
    }

    @ParameterizedTest(name = "daylight saving begins, on a machine in {0}")
    @ValueSource(strings = {"America/New_York", "Europe/Paris", "Pacific/Kiritimati"})
    void should_count_in_utc_wherever_the_machine_is(String zone) throws Exception {
        TimeZone here = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            for (String day : List.of("2026-03-07", "2026-03-08", "2026-03-09", "2026-03-28", "2026-03-29", "2026-03-30")) {
                tick(day + "T00:00:00Z");
            }
        } finally {
            TimeZone.setDefault(here);
        }
        everyDayOnce("2026-03-06T00:00:00Z", "2026-03-30T00:00:00Z");
        outcome(app, "each day once, in UTC");
    }

    @Test
    @DisplayName("eight triggers at once, and a run that is longer than its period")
    void should_have_one_run_per_interval() throws Exception {
        sandbox.next(Scenario.status(Effect.status("in_progress")).times(3));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<List<Run>> demand = () -> demand("total_scores", "2026-03-02");
            for (Future<List<Run>> run : threads.invokeAll(Collections.nCopies(8, demand))) {
                run.get();
            }
        } finally {
            threads.shutdown();
        }
        demand("total_scores", "2026-03-02");
        assertThat(fate(ended(app.ledger().runs().get(0)))).matches(landed());
        assertThat(app.ledger().runs()).hasSize(1);
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    @DisplayName("a run of yesterday has failed when today's is due")
    void should_carry_today_and_keep_yesterday_in_sight() throws Exception {
        sandbox.next(Scenario.request(Effect.answer(422, "{}")));
        Run yesterday = failed(ended(tick("2026-03-03T00:00:00Z").get(0)), "request-refused");
        Run today = fate(ended(tick("2026-03-04T00:00:00Z").get(0)));
        assertThat(today).matches(landed());
        assertThat(now(yesterday).state()).isEqualTo(RunState.FAILED);
        assertThat(said()).contains("total_scores: 1 failed run waits for replay");
        replayed(yesterday);
    }
}
