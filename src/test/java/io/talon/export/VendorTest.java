package io.talon.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talon.ledger.Run;
import io.talon.ledger.RunFailure;
import io.talon.ledger.RunState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VendorTest {
    private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");
    private static final String PENDING = "{\"status\": \"In Progress\"}";
    private final Vendor vendor = new Vendor(Duration.ZERO, Duration.ofHours(1), false, Clock.fixed(NOW, ZoneOffset.UTC));

    /** A ticket that was in progress before. */
    private static Run run(int looks, Instant since, Instant deadline) {
        return new Run("total_scores/2026-01-01", "total_scores", NOW, NOW, "batch", RunState.REQUESTED, null, "ticket", 1, 1, 0, looks, "in_progress", since, NOW, deadline, null, null, null, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"url\": \"https://files.example.com/x\"}", "[\"https://files.example.com/x\"]"})
    void should_not_take_a_file_that_it_does_not_understand_for_none(String dataUrl) {
        assertThatThrownBy(() -> vendor.status("{\"status\": \"complete\", \"dataUrl\": " + dataUrl + "}", run(1, NOW, NOW)))
            .isInstanceOfSatisfying(RunFailure.class, failure -> assertThat(failure.kind()).isEqualTo("unexpected-answer")).hasMessageContaining("dataUrl");
    }

    @ParameterizedTest(name = "in progress for {0} minutes, {1} minutes past the deadline")
    @CsvSource({"61, -60", "30, 1"})
    void should_give_no_ticket_up_before_it_was_looked_at_three_times(long minutes, long past) {
        Instant since = NOW.minus(Duration.ofMinutes(minutes));
        Instant deadline = NOW.minus(Duration.ofMinutes(past));
        assertThat(vendor.status(PENDING, run(1, since, deadline)).since()).isEqualTo(since);
        assertThatThrownBy(() -> vendor.status(PENDING, run(2, since, deadline))).isInstanceOf(RunFailure.class);
    }
}
