package io.talon.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private final AtomicLong nanoTime = new AtomicLong();
    private final RateLimits limits = new RateLimits(nanoTime::get);

    @Test
    void should_admit_ten_calls_a_second() {
        assertThat(admitted(12)).isEqualTo(10);

        pass(Duration.ofMillis(999));
        assertThat(admitted(1)).isZero();

        pass(Duration.ofMillis(1));
        assertThat(admitted(12)).isEqualTo(10);
    }

    @Test
    void should_admit_a_hundred_calls_a_minute() {
        int admitted = 0;
        for (int second = 0; second < 59; second++) {
            admitted += admitted(3);
            pass(Duration.ofSeconds(1));
        }
        assertThat(admitted).isEqualTo(100);

        pass(Duration.ofSeconds(1));
        assertThat(admitted(9)).isEqualTo(3);
    }

    @Test
    void should_admit_one_export_request_a_second() {
        assertThat(limits.admits(true)).isTrue();
        assertThat(limits.admits(true)).isFalse();
        assertThat(limits.admits(false)).isTrue();

        pass(Duration.ofSeconds(1));
        assertThat(limits.admits(true)).isTrue();
    }

    @Test
    void should_answer_429_to_calls_of_the_api_but_never_to_downloads() throws Exception {
        SandboxOptions options = SandboxOptions.defaults().withLimits(true).withProcessing(Duration.ZERO);
        try (Sandbox sandbox = Sandbox.start(options, nanoTime::get)) {
            Caller caller = new Caller(sandbox);
            String ticket = caller.ticket("/request-raw-export", Caller.TOTAL_SCORES);
            assertThat(caller.post("/request-raw-export", Caller.TOTAL_SCORES).statusCode()).isEqualTo(429);

            String url = caller.status(ticket).path("dataUrl").asText();
            for (int call = 0; call < 8; call++) {
                caller.status(ticket);
            }
            assertThat(caller.get("/export-data/" + ticket).statusCode()).isEqualTo(429);
            assertThat(caller.download(url).statusCode()).isEqualTo(200);

            pass(Duration.ofSeconds(1));
            assertThat(caller.post("/request-raw-export", Caller.TOTAL_SCORES).statusCode()).isEqualTo(200);
        }
    }

    private int admitted(int calls) {
        int admitted = 0;
        for (int call = 0; call < calls; call++) {
            admitted += limits.admits(false) ? 1 : 0;
        }
        return admitted;
    }

    private void pass(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }
}
