package io.talon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talon.interval.Demand;
import io.talon.ledger.Run;
import io.talon.ledger.RunState;
import io.talon.sandbox.Answer;
import io.talon.sandbox.Effect;
import io.talon.sandbox.Received;
import io.talon.sandbox.Sandbox;
import io.talon.sandbox.Scenario;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestFaultsTest extends ExportFaultFixture {
    private static final String DAY = "2026-03-02";

    @Override
    Map<String, String> further() {
        return Map.of("MAESTROQA_CALL_TIMEOUT", "2s", "SOURCE_CSAT_ENABLED", "true");
    }

    @ParameterizedTest(name = "{0} with an HTML page for a body")
    @ValueSource(ints = {500, 502, 503, 504})
    void should_try_again_when_the_vendor_is_unwell(int status) throws Exception {
        sandbox.next(Scenario.request(Effect.answer(status, Map.of("content-type", "text/html"), "<html>busy</html>")));
        assertThat(fate("total_scores", DAY)).matches(landed());
        assertThat(requests()).isEqualTo(2);
    }

    @Test
    @DisplayName("429 with Retry-After in seconds")
    void should_wait_as_told() throws Exception {
        sandbox.next(Scenario.request(Effect.answer(429, Map.of("retry-after", "2"), "{}")));
        assertThat(fate("total_scores", DAY)).matches(landed());
        assertThat(pauseBetweenRequests()).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    @DisplayName("429 with Retry-After as a date")
    void should_wait_until_the_date_told() throws Exception {
        Instant until = Instant.now().plusSeconds(4);
        sandbox.next(Scenario.request(Effect.answer(429, Map.of("retry-after", DateTimeFormatter.RFC_1123_DATE_TIME.format(until.atZone(ZoneOffset.UTC))), "{}")));
        assertThat(fate("total_scores", DAY)).matches(landed());
        assertThat(pauseBetweenRequests()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    @DisplayName("429 without Retry-After; another source asks meanwhile")
    void should_slow_all_sources_down() throws Exception {
        sandbox.next(Scenario.request(Effect.answer(429, "{}")));
        Run first = demand("total_scores", DAY).get(0);
        await().atMost(PATIENCE).until(() -> said().contains("429"));
        fate("csat", DAY);
        assertThat(fate(ended(first))).matches(landed());
        assertThat(pauseBetweenRequests()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    private List<Received> posts() {
        return sandbox.recorder().matching(call -> call.method().equals("POST"));
    }

    /** From the first request to the second, whichever source it is of. */
    private Duration pauseBetweenRequests() {
        var requests = posts();
        return Duration.between(requests.get(0).instant(), requests.get(1).instant());
    }

    @ParameterizedTest(name = "{0}: the token is refused while others are under way")
    @ValueSource(ints = {401, 403})
    void should_fail_one_run_and_park_the_others(int status) throws Exception {
        sandbox.next(Scenario.request(Effect.answer(status, "{}")).forever());
        List<Run> runs = app.demand("total_scores", new Demand(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-06T00:00:00Z"), "five", true));
        await().atMost(PATIENCE).until(() -> app.ledger().failed().size() == 1 && runs.stream().filter(run -> app.ledger().isParked(now(run))).count() == 4);
        Run failed = failed(app.ledger().failed().get(0), "token-refused");
        assertThat(failed.remedy()).contains("90 days");
        assertThat(requests()).isEqualTo(1);
        sandbox.behave();
        restart();
        for (Run run : runs) {
            assertThat(run.id().equals(failed.id()) || ended(run).state() == RunState.LANDED).isTrue();
        }
        outcome(failed, "4 parked, landed after a restart");
        replayed(failed);
    }

    @ParameterizedTest(name = "{0}: the question is refused, in words with control characters")
    @ValueSource(ints = {400, 404, 409, 422})
    void should_fail_at_once_with_the_vendors_words(int status) throws Exception {
        sandbox.next(Scenario.request(Effect.answer(status, "{\"error\":\n \"no such enum\u001b[31m " + "x".repeat(10_000) + "\"}")));
        Run run = failed(carried("total_scores", DAY), "request-refused");
        assertThat(run.error()).contains(String.valueOf(status), "no such enum").doesNotContain("\u001b", "\n").hasSizeLessThan(300);
        assertThat(requests()).isEqualTo(1);
        replayed(run);
    }

    @ParameterizedTest(name = "200 with [{0}]")
    @ValueSource(strings = {"{}", "{\"exportId\": \"\"}", "{\"exportId\": null}", "{\"exportId\": \"null\"}", "{\"exportId\": {\"id\": 1}}", "{\"exportId\": \"../admin?x=\"}",
        "<html>Sign in</html>", "{\"exportId\": \"12", "", "[]"})
    void should_take_no_answer_without_a_ticket_for_one(String body) throws Exception {
        sandbox.next(Scenario.request(Effect.answer(200, body)));
        Run run = carried("total_scores", DAY);
        assertThat(run.failure()).isIn("no-ticket", "unexpected-answer");
        failed(run, run.failure());
        assertThat(requests()).isEqualTo(1);
        replayed(run);
    }

    @Test
    @DisplayName("204, which has no body")
    void should_say_of_an_answer_without_a_body_that_it_has_no_ticket() throws Exception {
        sandbox.next(Scenario.request(Effect.answer(204, "")));
        Run run = failed(carried("total_scores", DAY), "no-ticket");
        assertThat(run.error()).contains("without a usable exportId: ''");
        replayed(run);
    }

    @Test
    @DisplayName("200 with JSON that does not end")
    void should_not_read_an_endless_answer() throws Exception {
        sandbox.next(Scenario.request(Effect.endless("{\"exportId\": \"", '7')).forever());
        Run run = failed(carried("total_scores", DAY), "unexpected-answer");
        assertThat(run.error()).hasSizeLessThan(300);
    }

    @Test
    @DisplayName("the answer is lost after the vendor accepted")
    void should_ask_once_more_under_the_same_name() throws Exception {
        sandbox.next(Scenario.request(Effect.hangUp()));
        Run run = fate("total_scores", DAY);
        assertThat(run).matches(landed());
        assertThat(run.asked()).isEqualTo(2);
        assertThat(posts()).extracting(call -> call.json().path("name").asText()).hasSize(2).containsOnly(run.exportName());
    }

    @Test
    @DisplayName("the answer is lost each time")
    void should_ask_twice_at_most() throws Exception {
        sandbox.next(Scenario.request(Effect.hangUp()).forever());
        Run run = failed(carried("total_scores", DAY), "answer-lost");
        assertThat(run.error()).contains("may have taken");
        assertThat(requests()).isEqualTo(2);
        replayed(run);
    }

    @Test
    @DisplayName("a call that hangs for ever")
    void should_break_a_hanging_call_off() throws Exception {
        sandbox.next(Scenario.request(Effect.slow(Duration.ofMinutes(5))));
        Run run = fate("total_scores", DAY);
        assertThat(run).matches(landed());
        assertThat(said()).containsPattern("no whole answer|Read timed out");
    }

    /** What components take orders by; Camel's headers know no case, its filters once did. */
    private static final Map<String, String> ORDERS = Map.ofEntries(Map.entry("content-type", "text/csv"), Map.entry("CamelHttpUri", "http://127.0.0.1:1/"),
        Map.entry("CAmelHttpPath", "/steered"), Map.entry("camelHttpQuery", "steered=1"), Map.entry("CamelHttpMethod", "DELETE"), Map.entry("CamelAwsS3Key", "${env:HOME}"),
        Map.entry("CamelAwsS3BucketName", "other"), Map.entry("CamelAwsS3Operation", "deleteObject"), Map.entry("CamelAwsS3ContentLength", "1"),
        Map.entry("CamelBeanMethodName", "toString"), Map.entry("cAmelBeanParameterTypes", "java.lang.String"), Map.entry("CamelJdbcParameters", "steered"),
        Map.entry("CamelSqlQuery", "drop table run"), Map.entry("CamelFileName", "../steered"), Map.entry("CAmelExecCommandExecutable", "steered"),
        Map.entry("Subject", "steered"), Map.entry("apitoken", "steered"), Map.entry("authorization", "steered"), Map.entry("host", "steered"));

    private static Effect orders() {
        return honest -> new Answer(honest.status(), ORDERS, honest.content(), honest.delivery());
    }

    @Test
    @DisplayName("the headers of every answer and of the file try to steer Camel")
    void should_take_no_header_for_an_order() throws Exception {
        sandbox.next(Scenario.request(orders()).forever(), Scenario.status(orders()).forever(), Scenario.file(orders()).forever());
        assertThat(fate("total_scores", DAY)).matches(landed()).matches(run -> run.attempts() == 1, "nothing went astray and had to be tried again");
        assertThat(objects()).containsExactly("maestroqa/source=total_scores/interval_start=2026-03-02T000000Z/interval_end=2026-03-03T000000Z/total_scores.csv");
        assertThat(sandbox.recorder().all()).hasSize(3).allSatisfy(call -> {
            assertThat(call.method() + call.path()).matches("POST/api/v1/request-raw-export|GET/api/v1/export-data/[^/]+|GET/files/.*");
            assertThat(call.query() + call.headers()).doesNotContain("steered");
        });
    }

    @Test
    @DisplayName("nobody listens at the vendor's address for a while")
    void should_go_on_when_the_vendor_is_back() throws Exception {
        int port = sandbox.baseUrl().getPort();
        sandbox.close();
        Run run = demand("total_scores", DAY).get(0);
        await().atMost(PATIENCE).until(() -> now(run).attempts() >= 4);
        assertThat(now(run).failure()).isEqualTo("network");
        assertThat(now(run).error()).contains("127.0.0.1");
        sandbox = Sandbox.start(sandboxOptions().withPort(port));
        assertThat(fate(ended(run))).matches(landed());
        assertThat(requests()).isEqualTo(1);
    }

    @ParameterizedTest(name = "the vendor''s host {0}")
    @ValueSource(strings = {"http://no-such-host.invalid/api/v1", "https://127.0.0.1:{port}/api/v1"})
    void should_name_host_and_cause_at_the_deadline(String url) throws Exception {
        app.close();
        String vendor = url.replace("{port}", String.valueOf(sandbox.baseUrl().getPort()));
        app = App.start(settings().with(Map.of("maestroqa.base-url", vendor, "export.deadline", "2s", "talon.home", folder.resolve("talon-home").toString(),
            "ledger.jdbc-url", "jdbc:sqlite:" + folder.resolve("talon-home/other.db"), "warehouse.jdbc-url", "jdbc:duckdb:" + folder.resolve("talon-home/other.duckdb"))), Mode.COMMAND);
        Run run = failed(carried("total_scores", DAY), "network");
        assertThat(run.error()).contains("no connection to " + URI.create(vendor).getAuthority());
    }

    @Test
    @DisplayName("more tickets than are held in memory, none of them complete; a restart")
    void should_look_at_every_ticket_in_its_turn() throws Exception {
        int many = 103;
        sandbox.next(Scenario.status(Effect.status("in_progress")).forever());
        Instant from = Instant.parse("2025-01-01T00:00:00Z");
        app.demand("total_scores", new Demand(from, from.plus(Duration.ofDays(many)), "more than are held in memory", true));
        await().atMost(PATIENCE).until(() -> looks().distinct().count() == many);
        // A process keeps what it has asked for itself; of what it finds it takes a part.
        restart();
        long before = looks().count();
        await().atMost(PATIENCE).until(() -> looks().skip(before).distinct().count() == many);
        assertThat(requests()).isEqualTo(many);
        assertThat(said()).doesNotContain("FAILED");
    }

    private Stream<String> looks() {
        return sandbox.recorder().matching(call -> call.path().startsWith("/api/v1/export-data/")).stream().map(Received::lastOfPath);
    }
}
