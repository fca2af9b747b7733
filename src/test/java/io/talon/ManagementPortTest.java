package io.talon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.talon.interval.Demand;
import io.talon.ledger.Run;
import io.talon.ledger.RunState;
import io.talon.sandbox.Effect;
import io.talon.sandbox.Scenario;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service shows of itself, and what it may be told to do, by those who may. */
class ManagementPortTest {
    private static final Instant TODAY = Instant.now().truncatedTo(ChronoUnit.DAYS);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static WatchedService service;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        service = WatchedService.start(folder, Map.of("MANAGEMENT_OPERATIONS", "true", "MAESTROQA_TOKEN_ISSUED", "2020-01-01",
            "SOURCE_TOTAL_SCORES_CRON", "0 0 0 1 1 ? 2099", "SOURCE_CSAT_ENABLED", "true", "MANAGEMENT_HAWTIO", "true"));
        carried("total_scores", 2);
        service.sandbox().next(Scenario.status(Effect.errored()));
        carried("total_scores", 3);
        await().atMost(RoutesFixture.PATIENCE).until(() -> !service.app().builds().isPending());
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
    }

    private static Run carried(String source, int daysAgo) throws Exception {
        Instant from = TODAY.minus(Duration.ofDays(daysAgo));
        return ended(service.app().demand(source, new Demand(from, from.plus(Duration.ofDays(1)), "test " + daysAgo, true)).get(0));
    }

    private static Run ended(Run run) {
        await(run + " to end").atMost(RoutesFixture.PATIENCE).until(() -> service.app().ledger().find(run.id()).orElseThrow().state().ended());
        return service.app().ledger().find(run.id()).orElseThrow();
    }

    private static JsonNode source(String name) throws Exception {
        for (JsonNode source : service.json("status").path("sources")) {
            if (source.path("name").asText().equals(name)) {
                return source;
            }
        }
        throw new AssertionError(name);
    }

    private static String line(String metric) throws Exception {
        return service.get("metrics").body().lines().filter(line -> line.startsWith(metric + " ")).findFirst().orElse("no " + metric);
    }

    /** The one MBean of the ledger, as a request of Jolokia's names it. */
    private static JsonNode ledger(String type, String further) throws Exception {
        String name = "io.talon:type=RunLedger,home=" + ObjectName.quote(service.app().settings().home().toString());
        return service.jolokia("{\"type\":\"" + type + "\",\"mbean\":" + JSON.writeValueAsString(name) + "," + further + "}");
    }

    @Test
    void should_show_sources_failures_and_the_last_build() throws Exception {
        JsonNode status = service.json("status");
        assertThat(source("total_scores").path("calendar").findValuesAsText("interval")).endsWith(PlayedLedger.day(3), PlayedLedger.day(2));
        assertThat(source("total_scores").path("calendar").findValuesAsText("state")).endsWith("failed", "landed");
        assertThat(source("total_scores").path("landedUntil").asText()).isEqualTo(PlayedLedger.day(1) + "T00:00:00Z");
        assertThat(source("total_scores").path("next").asText()).isEqualTo("2099-01-01T00:00:00Z");
        assertThat(status.path("publishedAt").asText()).startsWith(PlayedLedger.day(0));
        assertThat(status.path("calls").path("limit").asInt()).isEqualTo(100_000);
        assertThat(status.path("tokenDaysLeft").asInt()).isNegative();
    }

    @Test
    void should_measure_in_the_form_of_prometheus_and_tell_no_secret() throws Exception {
        assertThat(line("talon_runs{source=\"total_scores\",state=\"landed\"}")).matches("talon_runs.* [1-9].*");
        assertThat(line("talon_stored_bytes{source=\"total_scores\"}")).matches("talon_stored.* [1-9].*");
        assertThat(line("talon_route_passages_total{route=\"load-run\"}")).doesNotEndWith(" 0.0");
        assertThat(line("talon_api_calls_total{kind=\"request\"}")).doesNotEndWith(" 0.0");
        assertThat(line("talon_builds{state=\"published\"}")).doesNotEndWith(" 0.0");
        assertThat(service.get("metrics").headers().firstValue("Content-Type")).hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
        assertThat(service.get("metrics").body() + service.get("status").body()).doesNotContain(WatchedService.TOKEN);
    }

    @Test
    void should_say_whether_it_lives_is_ready_and_is_fresh() throws Exception {
        assertThat(service.get("health/live").statusCode()).isEqualTo(200);
        assertThat(service.json("health/ready").toString()).contains("\"ledger\":\"up\"", "\"store\":\"up\"", "\"warehouse\":\"up\"");
        assertThat(service.get("health/fresh").statusCode()).isEqualTo(200);
    }

    @Test
    void should_say_that_a_source_is_late_until_the_interval_of_its_last_tick_is_there() throws Exception {
        try (PlayedLedger ledger = new PlayedLedger(service.app().settings())) {
            ledger.run("csat", 3, "landed", null, null);
            assertThat(service.get("health/fresh").statusCode()).isEqualTo(503);
            assertThat(line("talon_source_late{source=\"csat\"}")).endsWith(" 1.0");
            ledger.run("csat", 2, "landed", null, null).run("csat", 1, "empty", null, null);
            assertThat(service.get("health/fresh").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"alerts.yml", "grafana-dashboard.json"})
    void should_measure_whatever_the_alerts_and_the_dashboard_ask_for(String file) throws Exception {
        String asked = Files.readString(Packaged.folder("monitoring").resolve(file));
        String measured = service.get("metrics").body();
        assertThat(Pattern.compile("talon_\\w+").matcher(asked).results().map(MatchResult::group)).isNotEmpty().allSatisfy(name -> assertThat(measured).contains("# TYPE " + name + " "));
    }

    @Test
    void should_replay_once_and_tell_the_second_who_asks() throws Exception {
        String run = failed(5).id();
        String body = "{\"run\":\"" + run + "\"}";
        List<HttpResponse<String>> answers = List.of(1, 2, 3, 4).parallelStream().map(n -> asked("replay", body)).toList();
        assertThat(answers).extracting(HttpResponse::statusCode).containsOnlyOnce(200).contains(409);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 409).allSatisfy(answer -> assertThat(answer.body()).contains("has not failed"));
        assertThat(ended(service.app().ledger().find(run).orElseThrow()).state()).isEqualTo(RunState.LANDED);
    }

    @Test
    void should_write_no_line_for_each_question_of_somebody_without_a_name() throws Exception {
        try (LogLines log = new LogLines()) {
            assertThat(service.post("api/query", "{\"explore\":\"qa_scores\",\"fields\":[\"grades\"]}").statusCode()).isEqualTo(200);
            assertThat(log.lines()).noneMatch(line -> line.contains("asked by"));
        }
    }

    @Test
    void should_say_why_nobody_can_subscribe_where_no_mail_is_sent() throws Exception {
        assertThat(service.json("api/model").path("subscriptions").asBoolean()).isFalse();
        HttpResponse<String> answer = service.post("api/subscribe", "{\"dashboard\":\"qa_overview\",\"day\":\"monday\",\"time\":\"08:00\"}");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("notify.email.enabled");
    }

    private static Run failed(int daysAgo) throws Exception {
        service.sandbox().next(Scenario.status(Effect.errored()));
        Run run = carried("total_scores", daysAgo);
        assertThat(run.state()).isEqualTo(RunState.FAILED);
        return run;
    }

    private static HttpResponse<String> asked(String address, String body) {
        try {
            return service.post(address, body);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void should_pause_and_resume_a_source_and_run_it_now() throws Exception {
        assertThat(service.post("pause", "{\"source\":\"groups\"}").statusCode()).isEqualTo(200);
        assertThat(source("groups").path("paused").asBoolean()).isTrue();
        assertThat(service.post("resume", "{\"source\":\"groups\"}").statusCode()).isEqualTo(200);
        assertThat(source("groups").path("paused").asBoolean()).isFalse();
        assertThat(service.post("run", "{\"source\":\"groups\"}").body()).contains("groups/" + PlayedLedger.day(1));
        ended(service.app().ledger().find("groups/" + PlayedLedger.day(1)).orElseThrow());
    }

    @Test
    void should_refuse_in_words_what_cannot_be_done() throws Exception {
        assertThat(service.post("replay", "{\"run\":\"no/such\"}").body()).contains("There is no run 'no/such'.", "remedy");
        assertThat(service.post("pause", "{\"source\":\"annotations\"}").statusCode()).isEqualTo(409);
        assertThat(service.post("replay", "{").statusCode()).isEqualTo(400);
        assertThat(service.post("replay", "{}").body()).contains("the field 'run'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"replay", "api/query", "api/subscribe"})
    void should_say_how_an_address_is_asked(String address) throws Exception {
        HttpResponse<String> answer = service.get(address);
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
        assertThat(answer.body()).contains("Ask by POST.");
        assertThat(service.post("status", "{}").headers().firstValue("Allow")).hasValue("GET");
    }

    @Test
    void should_be_read_and_operated_over_jolokia() throws Exception {
        assertThat(ledger("read", "\"attribute\":\"Failed\"").path("value").toString()).contains("total_scores/" + PlayedLedger.day(3));
        assertThat(ledger("exec", "\"operation\":\"plan\",\"arguments\":[\"total_scores\"]").path("value").toString()).contains("total_scores/" + PlayedLedger.day(3) + ": failed");
        String run = failed(7).id();
        assertThat(ledger("exec", "\"operation\":\"replay\",\"arguments\":[\"" + run + "\"]").path("value").toString()).contains(run);
        assertThat(ended(service.app().ledger().find(run).orElseThrow()).state()).isEqualTo(RunState.LANDED);
        JsonNode backfill = ledger("exec", "\"operation\":\"backfill\",\"arguments\":[\"total_scores\",\"" + PlayedLedger.day(9) + "\",\"" + PlayedLedger.day(8) + "\"]");
        ended(service.app().ledger().find(backfill.path("value").get(0).asText()).orElseThrow());
        assertThat(ledger("exec", "\"operation\":\"pause\",\"arguments\":[\"annotations\"]").toString()).contains("Nothing ticks for the source 'annotations'").doesNotContain("stacktrace");
    }

    @Test
    void should_serve_a_hawtio_whose_pages_and_scripts_are_all_there() throws Exception {
        String page = service.get("hawtio/camel/routes", "Accept", "text/html,*/*").body();
        assertThat(service.get("hawtio/").body()).isEqualTo(page);
        String script = Pattern.compile("src=\"/(hawtio/[^\"]+\\.js)\"").matcher(page).results().findFirst().orElseThrow().group(1);
        HttpResponse<String> answer = service.get(script);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/javascript");
        assertThat(answer.headers().firstValue("content-security-policy").orElseThrow()).contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(service.json("hawtio/user").asText()).isEqualTo("talon");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hawtio/static/js/none.js", "hawtio/../application.properties", "hawtio/%2e%2e/logback.xml", "hawtio/static", "hawtio/jolokia", "hawtiox/index.html"})
    void should_serve_nothing_else_below_hawtio(String path) throws Exception {
        assertThat(service.raw("GET /" + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 404");
    }

    @Test
    void should_show_hawtio_each_step_as_itself() throws Exception {
        JsonNode steps = service.jolokia("{\"type\":\"read\",\"mbean\":\"org.apache.camel:context=talon,type=processors,*\",\"attribute\":\"ProcessorId\"}").path("value");
        assertThat(steps.size()).isGreaterThan(50);
        steps.fields().forEachRemaining(step -> assertThat(step.getKey()).contains("\"" + step.getValue().path("ProcessorId").asText() + "\""));
    }

    @Test
    void should_show_hawtio_the_routes_with_their_names() throws Exception {
        assertThat(service.jolokia("{\"type\":\"search\",\"mbean\":\"org.apache.camel:type=routes,*\"}").path("value").toString()).contains("await-export");
        JsonNode drawing = service.jolokia("{\"type\":\"exec\",\"mbean\":\"org.apache.camel:context=talon,type=context,name=\\\"talon\\\"\",\"operation\":\"dumpRoutesAsXml()\"}");
        assertThat(drawing.path("value").asText()).contains("Claim Check");
        assertThat(service.json("jolokia/version").path("value").path("agent").asText()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{'type':'exec','mbean':'org.apache.camel:context=talon,type=context,name=~talon~','operation':'stop()'}",
        "{'type':'exec','mbean':'org.apache.camel:context=talon,type=context,name=~talon~','operation':'sendStringBody','arguments':['file:x','y']}",
        "{'type':'exec','mbean':'com.sun.management:type=DiagnosticCommand','operation':'vmFlags','arguments':[[]]}",
        "{'type':'write','mbean':'java.lang:type=Memory','attribute':'Verbose','value':true}",
        "{'type':'read','mbean':'java.lang:type=Runtime','attribute':'SystemProperties'}"})
    void should_refuse_over_jolokia_what_nobody_needs(String request) throws Exception {
        assertThat(service.jolokia(request.replace('\'', '"').replace("~", "\\\"")).path("status").asInt()).isEqualTo(403);
    }

    @Test
    void should_name_no_framework_and_let_no_page_frame_it_or_bring_script_of_its_own() throws Exception {
        Map<String, List<String>> headers = service.get("").headers().map();
        assertThat(headers).doesNotContainKeys("server", "x-powered-by", "via");
        assertThat(headers.get("content-security-policy").get(0)).contains("default-src 'none'", "frame-ancestors 'none'").doesNotContain("unsafe");
        assertThat(headers).containsEntry("x-content-type-options", List.of("nosniff")).containsEntry("cache-control", List.of("no-store"));
        assertThat(service.get("").body()).doesNotContain("http://", "https://", "<style", "onclick");
    }
}
