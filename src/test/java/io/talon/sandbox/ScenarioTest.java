package io.talon.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScenarioTest {
    private static final String RAW = "/request-raw-export";
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
    void should_answer_anything_as_often_as_told_and_then_behave() throws Exception {
        sandbox.next(
            Scenario.request(Effect.answer(429, Map.of("Retry-After", "7"), "")),
            Scenario.request(Effect.answer(503, Map.of("Content-Type", "text/html"), "<h1>Down</h1>")).times(2));

        HttpResponse<String> tooMany = request();
        assertThat(tooMany.statusCode()).isEqualTo(429);
        assertThat(tooMany.headers().firstValue("retry-after")).hasValue("7");
        assertThat(request().body()).isEqualTo("<h1>Down</h1>");
        assertThat(request().statusCode()).isEqualTo(503);
        assertThat(request().statusCode()).isEqualTo(200);
    }

    @Test
    void should_answer_the_same_until_told_to_behave() throws Exception {
        sandbox.next(Scenario.request(Effect.answer(200, "{\"exportId\": \"null\"}")).forever());
        assertThat(request().body()).isEqualTo(request().body()).contains("null");

        sandbox.behave();
        assertThat(request().body()).doesNotContain("null");
    }

    @Test
    void should_say_any_status() throws Exception {
        String ticket = caller.ticket(RAW, Caller.TOTAL_SCORES);
        sandbox.next(Scenario.status(Effect.errored()), Scenario.status(Effect.status("In Progress")),
            Scenario.status(Effect.completeWithoutDataUrl()), Scenario.status(Effect.dataUrl("file:///etc/hosts")));

        assertThat(caller.status(ticket).toString()).isEqualTo("{\"status\":\"errored\"}");
        assertThat(caller.status(ticket).toString()).isEqualTo("{\"status\":\"In Progress\"}");
        assertThat(caller.status(ticket).toString()).isEqualTo("{\"status\":\"complete\"}");
        assertThat(caller.status(ticket).path("dataUrl").asText()).isEqualTo("file:///etc/hosts");
        assertThat(caller.status(ticket).path("dataUrl").asText()).startsWith("http://127.0.0.1:");
    }

    @Test
    void should_pick_calls_by_the_request_of_the_export_they_are_about() throws Exception {
        String scores = caller.ticket(RAW, Caller.TOTAL_SCORES);
        String groups = caller.ticket("/request-groups-export", "{}");
        sandbox.next(
            Scenario.status(Effect.errored()).where(request -> request.lastOfPath().equals("request-groups-export")),
            Scenario.file(Effect.expired()).where(request -> request.json().path("startDate").asText().startsWith("2026-02-01")));

        String url = caller.status(scores).path("dataUrl").asText();
        assertThat(caller.status(groups).path("status").asText()).isEqualTo("errored");
        assertThat(caller.download(caller.status(groups).path("dataUrl").asText()).statusCode()).isEqualTo(200);
        assertThat(caller.download(url).statusCode()).isEqualTo(403);
        assertThat(caller.download(url).statusCode()).isEqualTo(200);
    }

    @Test
    void should_replace_or_edit_the_bytes_of_a_file() throws Exception {
        String url = caller.dataUrl(RAW, Caller.TOTAL_SCORES);
        byte[] noUtf8 = {'a', '\n', (byte) 0xFF};
        sandbox.next(Scenario.file(Effect.bytes(noUtf8)), Scenario.file(Effect.edited(csv -> "\uFEFF" + csv.replaceFirst("rubric_score", "score"))));

        assertThat(caller.download(url).body()).isEqualTo(noUtf8);
        assertThat(new String(caller.download(url).body(), StandardCharsets.UTF_8)).startsWith("\uFEFFgradable_id").contains(",score,max_rubric_score,");
    }

    @Test
    void should_send_a_file_without_a_length() throws Exception {
        String url = caller.dataUrl(RAW, Caller.TOTAL_SCORES);
        byte[] whole = caller.download(url).body();
        sandbox.next(Scenario.file(Effect.chunked()));

        HttpResponse<byte[]> chunked = caller.download(url);
        assertThat(chunked.headers().firstValue("content-length")).isEmpty();
        assertThat(chunked.body()).isEqualTo(whole);
    }

    @Test
    void should_cut_a_download_short_with_and_without_a_length() throws Exception {
        String url = caller.dataUrl(RAW, Caller.TOTAL_SCORES);
        sandbox.next(Scenario.file(Effect.truncated()), Scenario.file(Effect.truncatedChunked()));

        assertThatThrownBy(() -> caller.download(url)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> caller.download(url)).isInstanceOf(IOException.class);
        assertThat(caller.download(url).statusCode()).isEqualTo(200);
    }

    @Test
    void should_hang_up_without_an_answer_after_having_taken_the_request() {
        sandbox.next(Scenario.request(Effect.hangUp()));

        assertThatThrownBy(this::request).isInstanceOf(IOException.class);
        assertThat(sandbox.recorder().all()).extracting(Received::status).containsExactly(0);
    }

    @Test
    void should_answer_late_or_pause_in_the_middle_and_still_be_right() throws Exception {
        String url = caller.dataUrl(RAW, Caller.TOTAL_SCORES);
        byte[] whole = caller.download(url).body();
        sandbox.next(Scenario.file(Effect.slow(Duration.ofMillis(1))), Scenario.file(Effect.stalled(Duration.ofMillis(1))));

        assertThat(caller.download(url).body()).isEqualTo(whole);
        assertThat(caller.download(url).body()).isEqualTo(whole);
    }

    @Test
    void should_combine_effects() throws Exception {
        sandbox.next(Scenario.request(Effect.answer(500, "{}").then(Effect.slow(Duration.ofMillis(1)))));

        assertThat(request().statusCode()).isEqualTo(500);
    }

    private HttpResponse<String> request() throws IOException, InterruptedException {
        return caller.post(RAW, Caller.TOTAL_SCORES);
    }
}
