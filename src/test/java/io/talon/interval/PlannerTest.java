package io.talon.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.talon.ConfigurationException;
import io.talon.ledger.Ledger;
import io.talon.ledger.LedgerDatabase;
import io.talon.ledger.Run;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-10T12:00:00Z"), ZoneOffset.UTC);
    @TempDir
    private Path folder;
    private HikariDataSource database;
    private Ledger ledger;

    @BeforeEach
    void open() {
        database = LedgerDatabase.open("jdbc:sqlite:" + folder.resolve("ledger.db"), "", "");
        ledger = new Ledger(LedgerDatabase.migrate(database), NOON, "test", Duration.ofHours(1));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private List<String> plan(Exchange exchange, boolean catchUp) {
        return new Planner(ledger, NOON, catchUp).plan(exchange).stream().map(Run::id).toList();
    }

    private static Exchange exchange(boolean window) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setVariable("source", "total_scores");
        exchange.setVariable("period", "P1D");
        exchange.setVariable("window", window);
        exchange.setVariable("endpoint", "request-raw-export");
        exchange.setVariable("columns", "gradable_id agent_id");
        return exchange;
    }

    private static Exchange tick(String fire, boolean window) {
        Exchange exchange = exchange(window);
        exchange.getMessage().setHeader("scheduledFireTime", Date.from(Instant.parse(fire)));
        return exchange;
    }

    private static Exchange demand(String from, String to, boolean window) {
        Exchange exchange = exchange(window);
        exchange.getMessage().setBody(new Demand(Instant.parse(from + "T00:00:00Z"), Instant.parse(to + "T00:00:00Z"), "backfill", true));
        return exchange;
    }

    @Test
    void should_owe_the_last_complete_day_at_the_first_tick() {
        assertThat(plan(tick("2026-01-05T00:00:00Z", true), true)).containsExactly("total_scores/2026-01-04");
    }

    @Test
    void should_go_by_the_scheduled_time_and_not_by_the_clock() {
        assertThat(plan(tick("2026-01-02T00:00:00Z", true), true)).containsExactly("total_scores/2026-01-01");
    }

    @Test
    void should_owe_nothing_at_a_second_tick_of_the_same_day() {
        plan(tick("2026-01-05T00:00:00Z", true), true);
        assertThat(plan(tick("2026-01-05T06:00:00Z", true), true)).isEmpty();
    }

    @Test
    void should_catch_up_the_days_that_downtime_missed() {
        plan(tick("2026-01-05T00:00:00Z", true), true);
        assertThat(plan(tick("2026-01-08T00:00:00Z", true), true))
            .containsExactly("total_scores/2026-01-05", "total_scores/2026-01-06", "total_scores/2026-01-07");
    }

    @Test
    void should_leave_out_the_days_that_downtime_missed_where_so_configured() {
        plan(tick("2026-01-05T00:00:00Z", true), false);
        assertThat(plan(tick("2026-01-08T00:00:00Z", true), false)).containsExactly("total_scores/2026-01-07");
    }

    @Test
    void should_ask_a_snapshot_again_for_its_last_interval_only() {
        Exchange past = exchange(false);
        past.getMessage().setBody(again("2026-01-01", "2026-01-03"));
        assertThatThrownBy(() -> plan(past, true)).isInstanceOf(ConfigurationException.class).hasMessageContaining("snapshot of the present");
        Instant last = new Period(Duration.ofDays(1)).lastEnd(NOON.instant());
        Exchange present = exchange(false);
        present.getMessage().setBody(new Demand(last.minus(Duration.ofDays(1)), last, "backfill", true, true));
        assertThat(plan(present, true)).hasSize(1);
        Exchange window = exchange(true);
        window.getMessage().setBody(again("2026-01-01", "2026-01-03"));
        assertThat(plan(window, true)).hasSize(2);
    }

    private static Demand again(String from, String to) {
        return new Demand(Interval.boundary(from), Interval.boundary(to), "backfill", true, true);
    }

    @Test
    void should_not_catch_up_a_snapshot_since_it_shows_the_present_only() {
        plan(tick("2026-01-05T00:00:00Z", false), true);
        assertThat(plan(tick("2026-01-08T00:00:00Z", false), true)).containsExactly("total_scores/2026-01-07");
    }

    @Test
    void should_not_take_the_end_of_a_backfill_for_the_end_of_the_schedule() {
        plan(demand("2026-01-01", "2026-01-02", true), true);
        assertThat(plan(tick("2026-01-08T00:00:00Z", true), true)).containsExactly("total_scores/2026-01-07");
    }

    @Test
    void should_backfill_every_day_of_a_window_and_the_last_of_a_snapshot() {
        assertThat(plan(demand("2026-01-01", "2026-01-04", true), true)).hasSize(3);
        assertThat(plan(demand("2026-01-01", "2026-01-09", false), true)).containsExactly("total_scores/2026-01-08");
    }

    @Test
    void should_refuse_a_backfill_into_the_future() {
        assertThatThrownBy(() -> plan(demand("2026-01-01", "2026-01-11", true), true))
            .isInstanceOf(ConfigurationException.class).hasMessageContaining("not over yet");
    }

    @Test
    void should_refuse_a_backfill_that_ends_before_it_starts() {
        assertThatThrownBy(() -> plan(demand("2026-01-04", "2026-01-01", true), true))
            .isInstanceOf(ConfigurationException.class).hasMessageContaining("not before");
    }

    @Test
    void should_name_the_variable_that_a_source_forgot() {
        Exchange exchange = tick("2026-01-05T00:00:00Z", true);
        exchange.removeVariable("endpoint");
        assertThatThrownBy(() -> plan(exchange, true)).isInstanceOf(ConfigurationException.class).hasMessageContaining("'endpoint'");
    }
}
