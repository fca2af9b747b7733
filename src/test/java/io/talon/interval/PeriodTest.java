package io.talon.interval;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeriodTest {
    private static final Period DAY = new Period(Duration.ofDays(1));

    @Test
    void should_end_the_last_complete_day_at_midnight_utc() {
        assertThat(DAY.lastEnd(Instant.parse("2026-03-29T00:00:00Z"))).isEqualTo("2026-03-29T00:00:00Z");
        assertThat(DAY.lastEnd(Instant.parse("2026-03-29T23:59:59.999Z"))).isEqualTo("2026-03-29T00:00:00Z");
    }

    @Test
    void should_cut_a_span_into_contiguous_days_even_where_clocks_change() {
        List<Interval> days = DAY.between(Instant.parse("2026-03-27T00:00:00Z"), Instant.parse("2026-03-31T00:00:00Z"));
        assertThat(days).extracting(Interval::toString).containsExactly("2026-03-27", "2026-03-28", "2026-03-29", "2026-03-30");
        assertThat(days.get(1).start()).isEqualTo(days.get(0).end());
    }

    @Test
    void should_name_a_span_that_is_no_day_by_both_its_ends() {
        Interval hour = new Period(Duration.ofHours(1)).endingAt(Instant.parse("2026-03-27T05:00:00Z"));
        assertThat(hour).hasToString("2026-03-27T040000Z--2026-03-27T050000Z");
    }
}
