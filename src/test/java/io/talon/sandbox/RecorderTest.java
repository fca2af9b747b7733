package io.talon.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecorderTest {
    private Sandbox sandbox;
    private Caller caller;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.defaults().withProcessing(Duration.ZERO));
        caller = new Caller(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void should_record_what_came_in_and_what_was_answered() throws Exception {
        caller.post("/request-raw-export", "{}");

        Received call = sandbox.recorder().all().get(0);
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.path()).isEqualTo("/api/v1/request-raw-export");
        assertThat(call.query()).isEmpty();
        assertThat(call.headers()).containsEntry("apitoken", "sandbox-token");
        assertThat(call.body()).isEqualTo("{}");
        assertThat(call.status()).isEqualTo(422);
    }

    @Test
    void should_show_a_token_that_leaks_to_the_file() throws Exception {
        String url = caller.dataUrl("/request-raw-export", Caller.TOTAL_SCORES);
        String leaky = url.substring(url.indexOf("/files"));
        caller.send("GET", leaky, "", "apitoken", "sandbox-token");
        caller.download(url);

        assertThat(sandbox.recorder().count("GET", "/files")).isEqualTo(2);
        assertThat(sandbox.recorder().matching(call -> call.path().startsWith("/files"))).extracting(call -> call.headers().containsKey("apitoken"))
            .containsExactly(true, false);
    }

    @Test
    void should_count_the_exports_of_a_source_and_interval() throws Exception {
        caller.post("/request-raw-export", Caller.TOTAL_SCORES);
        caller.post("/request-raw-export", "{}");
        caller.post("/request-groups-export", "{\"name\": \"groups-1\"}");

        assertThat(sandbox.recorder().count("POST", "/api/v1/request-")).isEqualTo(3);
        assertThat(sandbox.recorder().exportRequests()).hasSize(2);
        assertThat(sandbox.recorder().exportRequests()).filteredOn(call -> call.json().path("name").asText().equals("groups-1")).hasSize(1);
    }

    @Test
    void should_be_read_and_steered_over_http() throws Exception {
        caller.post("/request-groups-export", "{}");

        JsonNode now = Caller.json(caller.post("/sandbox/clock", "{\"now\": \"2026-02-03T00:00:00Z\"}"));
        assertThat(now.path("now").asText()).startsWith("2026-02-03T00:00:0");
        assertThat(sandbox.clock().instant()).isBetween(Instant.parse("2026-02-03T00:00:00Z"), Instant.parse("2026-02-03T01:00:00Z"));

        JsonNode requests = Caller.json(caller.get("/sandbox/requests"));
        assertThat(requests).hasSize(1);
        assertThat(requests.get(0).path("path").asText()).isEqualTo("/api/v1/request-groups-export");
        assertThat(caller.post("/sandbox/clock", "{\"now\": \"noon\"}").statusCode()).isEqualTo(422);
        assertThat(caller.get("/sandbox/clock").statusCode()).isEqualTo(404);
    }
}
