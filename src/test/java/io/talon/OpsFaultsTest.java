package io.talon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.talon.ledger.RunState;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever may not, or asks amiss, is refused: nothing happens, and no stack trace is shown. A failed run lies there for them to replay. */
@ExtendWith(FaultTable.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OpsFaultsTest implements FaultTable.Played {
    private static final String PASSWORD = "planted-password";
    private static final String RIGHT = basic("ops:" + PASSWORD);
    private static final String REPLAY = "{\"run\":\"total_scores/" + PlayedLedger.day(3) + "\"}";
    private static WatchedService service;
    private String outcome = "";

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        service = WatchedService.start(folder, Map.of("MANAGEMENT_OPERATIONS", "true", "MANAGEMENT_USER", "ops", "MANAGEMENT_PASSWORD", PASSWORD,
            "MANAGEMENT_ALLOWED_ORIGINS", "http://hawtio.example:8080", "SOURCE_TOTAL_SCORES_CRON", "0 0 0 1 1 ? 2099"));
        try (PlayedLedger ledger = new PlayedLedger(service.app().settings())) {
            ledger.run("total_scores", 3, "failed", "malformed-csv", "Broken.");
        }
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
    }

    @AfterEach
    void nothingHappened() {
        assertThat(service.app().ledger().find("total_scores/" + PlayedLedger.day(3)).orElseThrow().state()).isEqualTo(RunState.FAILED);
    }

    @Override
    public String outcome() {
        return outcome;
    }

    private static String basic(String login) {
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    private void refused(HttpResponse<String> answer, int status) {
        refused(answer.statusCode() + " " + answer.body(), status);
    }

    private void refused(String answer, int status) {
        assertThat(answer).contains(String.valueOf(status)).doesNotContain("Exception", "\tat ", "io.talon.", PASSWORD, WatchedService.TOKEN);
        outcome = "refused, " + status;
    }

    @ParameterizedTest(name = "no credentials for {0}")
    @ValueSource(strings = {"", "status", "metrics", "health/live", "health/ready", "health/fresh", "jolokia", "jolokia/version", "jolokia/list", "page.js", "no/such",
        "health/../status", "status/", "STATUS", "status;x", "%2e%2e/status", "jolokia/%2e%2e/status"})
    void should_answer_nobody_without_credentials(String path) throws Exception {
        refused(service.raw("GET /" + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"), 401);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a wrong password         | ops:planted-passwort
        a password cut short     | ops:planted-passwor
        another user             | OPS:planted-password
        no password              | ops:
        """)
    void should_refuse_bad_credentials(String what, String login) throws Exception {
        refused(service.post("replay", REPLAY, "Authorization", basic(login)), 401);
    }

    @ParameterizedTest(name = "credentials in the form of {0}")
    @ValueSource(strings = {"Basic !!!", "Basic", "Bearer planted-password", "Digest username=ops"})
    void should_refuse_other_credentials(String authorization) throws Exception {
        refused(service.post("replay", REPLAY, "Authorization", authorization), 401);
    }

    @ParameterizedTest(name = "a POST with {0}: {1}")
    @CsvSource({"Origin, http://evil.example", "Origin, null", "Origin, https://127.0.0.1", "Sec-Fetch-Site, cross-site", "Sec-Fetch-Site, same-site"})
    void should_refuse_the_pages_of_others(String header, String value) throws Exception {
        refused(service.post("replay", REPLAY, "Authorization", RIGHT, header, value), 403);
        refused(service.get("status", "Authorization", RIGHT, header, value), 403);
        refused(service.post("jolokia", "{\"type\":\"version\"}", "Authorization", RIGHT, header, value), 403);
    }

    @Test
    @DisplayName("a link to the page from elsewhere; an origin that may ask")
    void should_let_links_and_allowed_origins_through() throws Exception {
        assertThat(service.get("", "Authorization", RIGHT, "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(200);
        assertThat(service.post("jolokia", "{\"type\":\"version\"}", "Authorization", RIGHT, "Origin", "http://hawtio.example:8080").statusCode()).isEqualTo(200);
        outcome = "let through";
    }

    @ParameterizedTest(name = "the Host {0}")
    @ValueSource(strings = {"evil.example", "evil.example:8077", "127.0.0.1.evil.example", "localhost.evil.example:80"})
    void should_refuse_a_name_that_was_made_to_point_here(String host) throws Exception {
        refused(service.raw("GET /status HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: " + RIGHT + "\r\nConnection: close\r\n\r\n"), 421);
    }

    @ParameterizedTest(name = "a body of type {0}")
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonp", "text/plain; text/json"})
    void should_refuse_a_type_that_a_form_could_send(String type) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(service.address() + "replay")).header("Content-Type", type).POST(BodyPublishers.ofString(REPLAY));
        refused(service.send(request, "Authorization", RIGHT), 415);
    }

    @ParameterizedTest(name = "a huge body {0}")
    @ValueSource(strings = {"with its length", "in chunks"})
    void should_refuse_a_huge_body(String how) throws Exception {
        byte[] huge = new byte[100_000];
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(service.address() + "replay")).header("Content-Type", "application/json")
            .POST(how.equals("in chunks") ? BodyPublishers.ofByteArrays(List.of(huge, huge)) : BodyPublishers.ofByteArray(huge));
        refused(service.send(request, "Authorization", RIGHT), 413);
    }

    @ParameterizedTest(name = "the path {0}")
    @ValueSource(strings = {"/../application.properties", "/%2e%2e/%2e%2e/etc/passwd", "/page.js/../../application.properties", "/..%2fapplication.properties", "/operations/page.js",
        "/page.html", "/jolokia/exec/x:type=y/z", "/jolokia/read/java.lang:type=Memory", "/status/x", "/hawtio/", "/hawtio/index.html"})
    void should_find_nothing_but_its_own_addresses(String path) throws Exception {
        refused(service.raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + RIGHT + "\r\nConnection: close\r\n\r\n"), 404);
    }

    @ParameterizedTest(name = "the method {0}")
    @ValueSource(strings = {"PUT", "DELETE", "TRACE", "OPTIONS", "PATCH"})
    void should_refuse_other_methods(String method) throws Exception {
        refused(service.raw(method + " /replay HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + RIGHT + "\r\nConnection: close\r\n\r\n"), 405);
    }

    @Test
    @DisplayName("an action by GET")
    void should_refuse_an_action_by_get() throws Exception {
        refused(service.get("replay?run=total_scores/" + PlayedLedger.day(3), "Authorization", RIGHT), 405);
    }

    @Test
    @DisplayName("headers that steer Camel, from outside")
    void should_steer_no_camel_by_headers() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        HttpServer elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", exchange -> calls.incrementAndGet());
        elsewhere.start();
        try {
            String url = "http://127.0.0.1:" + elsewhere.getAddress().getPort();
            HttpResponse<String> answer = service.post("run", "{\"source\":\"groups\"}", "Authorization", RIGHT, "CamelHttpUri", url, "CamelHttpPath", "/taken", "CamelBeanMethodName", "close",
                "CamelFileName", "/tmp/taken", "scheduledFireTime", "0", "CAmelHttpUri", url, "breadcrumbId", "x");
            assertThat(answer.body()).contains("groups/" + PlayedLedger.day(1));
            await().atMost(RoutesFixture.PATIENCE).until(() -> service.app().ledger().find("groups/" + PlayedLedger.day(1)).orElseThrow().state().ended());
            assertThat(calls).hasValue(0);
            assertThat(service.sandbox().recorder().count("POST", "/api/v1/request-groups-export")).isEqualTo(1);
            outcome = "have no effect";
        } finally {
            elsewhere.stop(0);
        }
    }

    @Test
    @DisplayName("a request that is no HTTP")
    void should_refuse_what_is_no_request() throws Exception {
        refused(service.raw("taken\r\n\r\n"), 400);
    }

    /** The last, since it uses up what the others would be let through by. */
    @Test
    @Order(Integer.MAX_VALUE)
    @DisplayName("a flood of requests")
    void should_bound_the_rate_and_carry_on() throws Exception {
        await().atMost(RoutesFixture.PATIENCE).pollInterval(Duration.ofMillis(1)).until(() -> IntStream.range(0, 50).parallel().map(n -> status()).anyMatch(status -> status == 429));
        await().atMost(RoutesFixture.PATIENCE).until(() -> status() == 200);
        outcome = "429 beyond the bound; afterwards as before";
    }

    private static int status() {
        try {
            return service.get("page.css", "Authorization", RIGHT).statusCode();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
