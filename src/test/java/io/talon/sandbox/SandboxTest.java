package io.talon.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxTest {
    private static final String RAW = "/request-raw-export";
    private Sandbox sandbox;
    private Caller caller;

    @BeforeEach
    void start() throws Exception {
        start(SandboxOptions.defaults());
    }

    private void start(SandboxOptions options) throws Exception {
        stop();
        sandbox = Sandbox.start(options.withProcessing(Duration.ofHours(1)));
        caller = new Caller(sandbox);
    }

    @AfterEach
    void stop() {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    @Test
    void should_answer_with_a_ticket() throws Exception {
        HttpResponse<String> answer = caller.post(RAW, Caller.TOTAL_SCORES);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Caller.json(answer).path("exportId").asText()).matches("[0-9a-f]{24}");
    }

    @Test
    void should_be_requested_then_in_progress_then_complete_as_the_clock_goes() throws Exception {
        String ticket = caller.ticket(RAW, Caller.TOTAL_SCORES);
        assertThat(caller.status(ticket).toString()).isEqualTo("{\"status\":\"requested\"}");

        sandbox.clock().advance(Duration.ofMinutes(30));
        assertThat(caller.status(ticket).path("status").asText()).isEqualTo("in_progress");

        sandbox.clock().advance(Duration.ofMinutes(30));
        assertThat(caller.status(ticket).path("status").asText()).isEqualTo("complete");
        assertThat(caller.status(ticket).path("dataUrl").asText()).startsWith("http://127.0.0.1:").contains("/files/" + ticket + "/total_scores.csv?");
    }

    @Test
    void should_serve_the_file_with_its_length_and_no_token() throws Exception {
        HttpResponse<byte[]> file = caller.download(caller.dataUrl(RAW, Caller.TOTAL_SCORES));

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValueAsLong("content-length")).hasValue(file.body().length);
        assertThat(file.headers().firstValue("content-type")).hasValue("text/csv; charset=utf-8");
        assertThat(new String(file.body(), StandardCharsets.UTF_8)).startsWith("gradable_id,agent_id,agent_name,").endsWith("\n");
        assertThat(sandbox.recorder().matching(call -> call.path().startsWith("/files") && call.headers().containsKey("apitoken"))).isEmpty();
    }

    @Test
    void should_take_the_ticket_in_the_body_or_in_a_header_in_the_legacy_dialect() throws Exception {
        start(SandboxOptions.defaults().withDialect("legacy"));
        String request = "{\"apiToken\": \"sandbox-token\", \"singleFileExport\": \"csat\", " + Caller.DAY + "}";
        String ticket = Caller.json(caller.send("POST", RAW, request)).path("exportId").asText();

        HttpResponse<String> byBody = caller.send("GET", "/get-export-data", "{\"apiToken\": \"sandbox-token\", \"exportId\": \"" + ticket + "\"}");
        HttpResponse<String> byHeader = caller.send("GET", "/get-export-data", "", "exportId", ticket, "apiToken", "sandbox-token");

        assertThat(byBody.body()).isEqualTo("{\"status\":\"requested\"}").isEqualTo(byHeader.body());
        assertThat(caller.get("/export-data/" + ticket).statusCode()).isEqualTo(404);
    }

    @Test
    void should_take_neither_the_old_path_nor_a_token_in_the_body_in_the_rippit_dialect() throws Exception {
        start(SandboxOptions.defaults().withDialect("rippit"));
        String ticket = caller.ticket(RAW, Caller.TOTAL_SCORES);

        assertThat(caller.get("/export-data/" + ticket).statusCode()).isEqualTo(200);
        assertThat(caller.send("GET", "/get-export-data", "", "exportId", ticket, "apitoken", "sandbox-token").statusCode()).isEqualTo(404);
        assertThat(caller.send("POST", RAW, "{\"apiToken\": \"sandbox-token\", " + Caller.DAY + "}").statusCode()).isEqualTo(401);
    }

    @Test
    void should_know_no_other_dialect() {
        assertThatThrownBy(() -> SandboxOptions.defaults().withDialect("klingon")).hasMessageContaining("rippit, legacy and any");
    }

    @Test
    void should_refuse_a_missing_or_wrong_token() throws Exception {
        assertThat(caller.send("POST", RAW, Caller.TOTAL_SCORES).statusCode()).isEqualTo(401);
        HttpResponse<String> wrong = caller.send("POST", RAW, Caller.TOTAL_SCORES, "apitoken", "other");

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(Caller.json(wrong).path("error").asText()).contains("token");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{}",
        "[]",
        "{",
        "{\"startDate\": \"2026-02-01T00:00:00Z\"}",
        "{\"startDate\": \"2026-02-01\", \"endDate\": \"2026-02-02\"}",
        "{\"startDate\": \"2026-02-30T00:00:00Z\", \"endDate\": \"2026-03-02T00:00:00Z\"}",
        "{\"startDate\": \"2026-02-01T00:00:00.1234567890Z\", \"endDate\": \"2026-03-02T00:00:00Z\"}",
        "{\"startDate\": \"2026-02-01T00:00:00\", \"endDate\": \"2026-03-02T00:00:00\"}",
        "{\"startDate\": \"2026-02-02T00:00:00Z\", \"endDate\": \"2026-02-02T00:00:00Z\"}",
        "{\"startDate\": \"2026-02-03T00:00:00Z\", \"endDate\": \"2026-02-02T00:00:00Z\"}",
        "{\"singleFileExport\": \"totals\", " + Caller.DAY + "}",
        "{\"singleFileExport\": \"groups\", " + Caller.DAY + "}",
        "{\"singleFileExport\": null, " + Caller.DAY + "}",
        "{\"includeCalibrations\": \"some\", " + Caller.DAY + "}",
        "{\"includeGraderQA\": \"true\", " + Caller.DAY + "}",
        "{\"name\": 7, " + Caller.DAY + "}"})
    void should_refuse_invalid_parameters(String body) throws Exception {
        HttpResponse<String> answer = caller.post(RAW, body);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(Caller.json(answer).path("error").asText()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-01T00:00:00Z", "2026-02-01T00:00:00.1Z", "2026-02-01T00:00:00.123456789Z", "2026-02-01T03:00:00+03:00"})
    void should_accept_every_spelling_of_a_date_that_clients_are_known_to_send(String start) throws Exception {
        assertThat(caller.post(RAW, "{\"startDate\": \"" + start + "\", \"endDate\": \"2026-02-02T00:00:00+00:00\"}").statusCode()).isEqualTo(200);
    }

    @Test
    void should_know_no_other_paths_tickets_or_methods() throws Exception {
        assertThat(caller.get("/export-data/unknown").statusCode()).isEqualTo(404);
        assertThat(caller.get("/get-export-data").statusCode()).isEqualTo(404);
        assertThat(caller.post("/request-everything", "{}").statusCode()).isEqualTo(404);
        assertThat(caller.get(RAW).statusCode()).isEqualTo(405);
    }

    @Test
    void should_refuse_a_download_without_its_signature_or_after_its_lifetime() throws Exception {
        String url = caller.dataUrl(RAW, Caller.TOTAL_SCORES);
        char last = url.charAt(url.length() - 1);
        String tampered = url.substring(0, url.length() - 1) + (last == '0' ? '1' : '0');

        assertThat(caller.download(tampered).statusCode()).isEqualTo(403);
        assertThat(caller.download(url.substring(0, url.indexOf('?'))).statusCode()).isEqualTo(403);
        assertThat(caller.download(url.replace("total_scores.csv", "csat.csv")).statusCode()).isEqualTo(403);
        assertThat(caller.download(url).statusCode()).isEqualTo(200);

        sandbox.clock().advance(Duration.ofMinutes(10));
        assertThat(caller.download(url).statusCode()).isEqualTo(403);
    }

    @Test
    void should_hand_out_a_fresh_address_when_asked_again() throws Exception {
        String ticket = caller.ticket(RAW, Caller.TOTAL_SCORES);
        sandbox.clock().advance(Duration.ofHours(1));
        caller.status(ticket);
        sandbox.clock().advance(Duration.ofHours(1));

        assertThat(caller.download(caller.status(ticket).path("dataUrl").asText()).statusCode()).isEqualTo(200);
    }

    @Test
    void should_zip_all_levels_where_no_single_file_is_asked_for() throws Exception {
        Map<String, String> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(caller.download(caller.dataUrl(RAW, "{" + Caller.DAY + "}")).body()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }

        assertThat(entries.keySet()).containsExactly("total_scores.csv", "section_scores.csv", "individual_answers.csv", "annotations.csv", "csat.csv");
        Kind.LEVELS.forEach(level -> assertThat(entries.get(level.fileName())).startsWith(level.header()).hasSizeGreaterThan(1_000));
    }

    @Test
    void should_give_the_same_bytes_for_the_same_interval_whenever_asked() throws Exception {
        byte[] once = caller.download(caller.dataUrl(RAW, "{" + Caller.DAY + "}")).body();
        sandbox.clock().advance(Duration.ofDays(3));

        assertThat(caller.download(caller.dataUrl(RAW, "{" + Caller.DAY + "}")).body()).isEqualTo(once);
    }

    @Test
    void should_export_groups_as_of_the_clock_and_the_audit_log_of_an_interval() throws Exception {
        sandbox.clock().set(Instant.parse("2026-02-02T12:00:00Z"));
        String even = new String(caller.download(caller.dataUrl("/request-groups-export", "{\"includeUnavailable\": true}")).body(), StandardCharsets.UTF_8);
        sandbox.clock().set(Instant.parse("2026-02-03T12:00:00Z"));
        String odd = new String(caller.download(caller.dataUrl("/request-groups-export", "")).body(), StandardCharsets.UTF_8);

        assertThat(even).contains("Pierre Garnier").isNotEqualTo(odd);
        assertThat(odd).doesNotContain("Pierre Garnier");
        assertThat(caller.rows("/request-audit-log-export", "{" + Caller.DAY + "}")).hasSize(12);
        assertThat(caller.post("/request-audit-log-export", "{}").statusCode()).isEqualTo(422);
    }

    @Test
    void should_give_a_header_only_for_an_interval_without_grades() throws Exception {
        String moment = "{\"singleFileExport\": \"total_scores\", \"startDate\": \"2026-02-01T03:00:00Z\", \"endDate\": \"2026-02-01T03:00:01Z\"}";

        assertThat(caller.download(caller.dataUrl(RAW, moment)).body()).asString(StandardCharsets.UTF_8).isEqualTo(Kind.TOTAL_SCORES.header());
    }

    @Test
    void should_answer_many_at_once() {
        List<CompletableFuture<Integer>> answers = IntStream.range(0, 20).mapToObj(i -> CompletableFuture.supplyAsync(this::request)).toList();

        assertThat(answers).extracting(CompletableFuture::join).containsOnly(200);
        assertThat(sandbox.recorder().exportRequests()).hasSize(20);
    }

    private int request() {
        try {
            return caller.post(RAW, Caller.TOTAL_SCORES).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void should_say_at_start_that_its_data_is_invented_and_what_is_a_guess(@TempDir Path folder) throws Exception {
        assertThat(String.join(" ", sandbox.notice())).contains("invented", "start included, end excluded", "header only", "10 min");

        start(SandboxOptions.defaults().withData(folder));
        assertThat(sandbox.notice().get(0)).contains(folder.toString()).doesNotContain("invented");
    }
}
