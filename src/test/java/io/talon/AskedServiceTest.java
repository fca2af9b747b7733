package io.talon;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.talon.interval.Demand;
import io.talon.ledger.Run;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions over HTTP to a running service, by its manager and by users of access.yml. */
class AskedServiceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] MANAGER = login("ops", "a password of the manager");
    private static final String[] LEAD = login("lead-uk", "a password of the lead");
    private static final String[] GUEST = login("guest", "a password of the guest");
    private static final String TEAMS = "{\"explore\":\"qa_scores\",\"fields\":[\"team\",\"grades\",\"pass_rate\"],\"totals\":true}";
    private static WatchedService service;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("deliver"));
        Files.writeString(folder.resolve("deliver/access.yml"), """
            users:
              lead-uk:
                password: ${LEAD_PASSWORD}
                email: lead@example.com
                sees: {team: [UK Team]}
              guest:
                password: ${GUEST_PASSWORD}
            """);
        service = WatchedService.start(folder, Map.ofEntries(entry("MANAGEMENT_USER", "ops"), entry("MANAGEMENT_PASSWORD", "a password of the manager"), entry("LEAD_PASSWORD", "a password of the lead"),
            entry("GUEST_PASSWORD", "a password of the guest"), entry("SOURCE_TOTAL_SCORES_CRON", "0 0 0 1 1 ? 2099"), entry("SOURCE_GROUPS_CRON", "0 0 0 1 1 ? 2099"),
            entry("SOURCE_CSAT_ENABLED", "true"), entry("SOURCE_CSAT_CRON", "0 0 0 * * ?"), entry("NOTIFY_LATE_AFTER", "1s"),
            entry("NOTIFY_EMAIL_ENABLED", "true"), entry("NOTIFY_EMAIL_TO", "ops@example.com")));
        Instant day = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(2));
        for (String source : List.of("groups", "total_scores")) {
            Run run = service.app().demand(source, new Demand(day, day.plus(Duration.ofDays(1)), "test", true)).get(0);
            Awaitility.await().atMost(RoutesFixture.PATIENCE).until(() -> service.app().ledger().find(run.id()).orElseThrow().state().ended());
        }
        Awaitility.await().atMost(RoutesFixture.PATIENCE).until(() -> !service.app().builds().isPending());
        for (String[] who : List.of(MANAGER, LEAD, GUEST)) {
            assertThat(service.get("api/model", who).statusCode()).isEqualTo(200);
        }
        assertThat(asked(TEAMS, MANAGER).path("stale").asBoolean()).isFalse();
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
    }

    private static String[] login(String user, String password) {
        return new String[] {"Authorization", "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8))};
    }

    private static JsonNode asked(String body, String... who) throws Exception {
        HttpResponse<String> answer = service.post("api/query", body, who);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    @Test
    void should_answer_with_columns_rows_totals_and_what_the_mart_is() throws Exception {
        JsonNode answer = asked(TEAMS, MANAGER);
        assertThat(answer.path("columns").findValuesAsText("label")).containsExactly("Team", "Grades", "Pass rate");
        assertThat(answer.path("columns").get(2).path("format").asText() + answer.path("columns").get(2).path("unit").asText()).isEqualTo("0.0%");
        assertThat(answer.path("rows").size()).isGreaterThan(2);
        int grades = 0;
        for (JsonNode row : answer.path("rows")) {
            grades += row.get(1).asInt();
        }
        assertThat(answer.path("totals").get(1).asInt()).isEqualTo(grades).isPositive();
        assertThat(answer.path("totals").get(0).isNull()).isTrue();
        assertThat(answer.path("through").asText()).isEqualTo(Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(1)).toString());
        assertThat(answer.path("tests").path("passed").asInt()).isPositive().isEqualTo(answer.path("tests").path("all").asInt());
        assertThat(answer.path("build").asText()).isEqualTo(service.app().builds().last().orElseThrow().id());
        assertThat(answer.path("sql").asText()).startsWith("SELECT");
    }

    @Test
    void should_say_that_data_are_old_until_what_was_due_is_not_only_landed_but_published() throws Exception {
        try (PlayedLedger ledger = new PlayedLedger(service.app().settings())) {
            ledger.run("csat", 3, "landed", null, null);
            assertThat(asked(TEAMS, MANAGER).path("stale").asBoolean()).isTrue();
            ledger.run("csat", 2, "landed", null, null).run("csat", 1, "landed", null, null);
            assertThat(service.get("health/fresh", MANAGER).statusCode()).isEqualTo(200);
            assertThat(asked(TEAMS, MANAGER).path("stale").asBoolean()).isTrue();
        }
    }

    @Test
    void should_give_the_same_as_csv() throws Exception {
        HttpResponse<String> csv = service.post("api/query.csv", TEAMS, MANAGER);
        assertThat(csv.headers().firstValue("Content-Type")).hasValue("text/csv; charset=utf-8");
        assertThat(csv.headers().firstValue("Content-Disposition")).hasValue("attachment; filename=\"qa_scores.csv\"");
        JsonNode first = asked(TEAMS, MANAGER).path("rows").get(0);
        assertThat(csv.body()).startsWith("\uFEFFTeam,Grades,\"Pass rate, %\"\r\n" + first.get(0).asText() + "," + first.get(1).asText() + ",");
    }

    @Test
    void should_show_a_user_only_the_rows_and_fields_of_that_user() throws Exception {
        JsonNode answer = asked(TEAMS, LEAD);
        assertThat(answer.path("rows").size()).isEqualTo(1);
        assertThat(answer.path("rows").get(0).get(0).asText()).isEqualTo("UK Team");
        assertThat(answer.path("totals").get(1).asInt()).isEqualTo(answer.path("rows").get(0).get(1).asInt());
        assertThat(service.post("api/values", "{\"explore\":\"qa_scores\",\"field\":\"team\"}", LEAD).body()).isEqualTo("{\"values\":[\"UK Team\"]}");
        assertThat(service.post("api/query.csv", TEAMS, LEAD).body().lines()).hasSize(2);
        JsonNode model = JSON.readTree(service.get("api/model", LEAD).body());
        assertThat(model.path("user").path("manages").asBoolean()).isFalse();
        assertThat(model.path("user").path("name").asText() + " " + model.path("user").path("email").asText()).isEqualTo("lead-uk lead@example.com");
        assertThat(model.path("explores").findValuesAsText("name")).contains("qa_scores", "agent_name").doesNotContain("qa_graders", "agent_email");
        assertThat(service.get("api/model", MANAGER).body()).contains("qa_graders", "agent_email");
        assertThat(asked(TEAMS, GUEST).path("rows")).isEmpty();
    }

    @Test
    void should_say_on_pages_that_data_are_old_and_what_their_user_may_not_see(@TempDir Path profile) throws Exception {
        assumeTrue(Files.isExecutable(Browser.CHROMIUM), "skipped: there is no Chromium at " + Browser.CHROMIUM);
        try (PlayedLedger ledger = new PlayedLedger(service.app().settings()); Browser browser = Browser.open(profile)) {
            ledger.run("csat", 4, "landed", null, null);
            browser.command("Network.setExtraHTTPHeaders", Map.of("headers", Map.of(LEAD[0], LEAD[1])));
            browser.open(service.address() + "dashboard#name=qa_graders", "document.querySelector('[data-tile=graders] .nothing') !== null");
            assertThat(browser.script("document.querySelector('[data-tile=graders]').innerText").asText()).contains("Graders", "Your user may not see these figures.");
            browser.open(service.address() + "explore#explore=qa_scores&fields=team,grades", "document.querySelectorAll('#table tbody tr').length > 0 && !document.querySelector('#stale').hidden");
            assertThat(browser.script("[...document.querySelectorAll('#table tbody tr td:first-child')].map(cell => cell.innerText).join()").asText()).isEqualTo("UK Team");
            assertThat(browser.script("document.body.innerText").asText()).contains("These data are old: they end with ").doesNotContain("FR Team", "agent_email");
            assertThat(browser.troubles()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{}", "{\"explore\":\"nobody\",\"fields\":[\"x\"]}", "{\"explore\":\"qa_scores\",\"fields\":[\"agent_email\"]}", "{\"explore\":\"qa_scores\",\"fields\":[]}",
        "{\"explore\":\"qa_scores\",\"fields\":[\"grades\"],\"filter\":{}}", "{\"explore\":\"qa_scores\",\"fields\":[1]}", "{\"explore\":\"qa_scores\",\"fields\":[\"grades\"],\"limit\":\"x\"}"})
    void should_refuse_in_words_what_is_no_question(String body) throws Exception {
        for (String address : List.of("api/query", "api/query.csv", "api/values")) {
            HttpResponse<String> answer = service.post(address, body, LEAD);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(JSON.readTree(answer.body()).path("remedy").asText()).isNotBlank();
        }
    }

    @Test
    void should_neither_fail_nor_be_opened_by_questions_in_bad_faith() throws Exception {
        Random random = new Random(7);
        List<String> pieces = List.of("team", "grades", "agent_email", "'; drop table wide_maestroqa; --", "\\u0000", "\\ud800", "%", "last 3 weeks", "😀", "1e999", "../", "{{x}}");
        for (int i = 0; i < 200; i++) {
            String body = "{\"explore\":\"qa_scores\",\"fields\":[\"team\",\"" + pieces.get(random.nextInt(pieces.size())) + "\"],\"filters\":{\"" + pieces.get(random.nextInt(3)) + "\":\""
                + pieces.get(random.nextInt(pieces.size())) + pieces.get(random.nextInt(pieces.size())) + "\"},\"limit\":" + random.nextInt() + "}";
            boolean isLead = i % 2 == 0;
            HttpResponse<String> answer = patiently("api/query", body, isLead ? LEAD : MANAGER);
            assertThat(answer.statusCode()).as(body).isIn(200, 400);
            assertThat(answer.body().contains("FR Team") && isLead).as(body).isFalse();
        }
        assertThat(asked(TEAMS, MANAGER).path("rows").size()).isGreaterThan(2);
    }

    /** Asks as fast as the port lets. */
    private static HttpResponse<String> patiently(String address, String body, String... who) {
        return Awaitility.await().atMost(RoutesFixture.PATIENCE).pollDelay(Duration.ZERO).until(() -> service.post(address, body, who), answer -> answer.statusCode() != 429);
    }

    @Test
    void should_name_the_property_of_buttons_that_are_off() throws Exception {
        assertThat(service.get("replay", MANAGER).statusCode()).isEqualTo(403);
        assertThat(service.get("replay", MANAGER).body()).contains("management.operations=true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "metrics", "health/live", "jolokia/version", "page.js", "no/such/address"})
    void should_let_a_user_reach_the_pages_and_their_api_and_nothing_else(String address) throws Exception {
        assertThat(service.get(address).statusCode()).isEqualTo(401);
        assertThat(service.get(address, login("lead-uk", "a password of the guest")).statusCode()).isIn(401, 429);
        assertThat(service.get(address, LEAD).statusCode()).isEqualTo(403);
        assertThat(service.get(address, LEAD).body()).contains("/explore");
        assertThat(service.get(address, MANAGER).statusCode()).isIn(200, 404);
    }

    @Test
    void should_lead_a_user_from_the_operations_page_to_the_dashboards() throws Exception {
        assertThat(service.get("").statusCode()).isEqualTo(401);
        assertThat(service.get("", LEAD).statusCode()).isEqualTo(302);
        assertThat(service.get("", LEAD).headers().firstValue("Location")).hasValue("/dashboard");
        assertThat(service.get("", MANAGER).statusCode()).isEqualTo(200);
    }

    /** On the day before yesterday, so that it is not due while this is tried. */
    private static String subscription(String dashboard, String filter, String condition, String time) {
        String day = LocalDate.now(ZoneOffset.UTC).minusDays(2).getDayOfWeek().name().toLowerCase();
        return "{\"dashboard\":\"" + dashboard + "\",\"filters\":{\"" + filter + "\":\"" + condition + "\"},\"day\":\"" + day + "\",\"time\":\"" + time + "\"}";
    }

    private static JsonNode subscriptions(String... who) throws Exception {
        return JSON.readTree(service.get("api/subscriptions", who).body()).path("subscriptions");
    }

    @Test
    void should_keep_what_a_user_subscribes_to_until_that_one_stops_it() throws Exception {
        String body = subscription("qa_overview", "Team", "UK Team", "08:05");
        assertThat(service.post("api/subscribe", body, LEAD).statusCode()).isEqualTo(200);
        assertThat(service.post("api/subscribe", body, LEAD).statusCode()).isEqualTo(200);
        JsonNode mine = subscriptions(LEAD);
        assertThat(mine).hasSize(1);
        assertThat(mine.get(0).path("dashboard").asText() + " " + mine.get(0).path("filters").path("Team").asText() + " " + mine.get(0).path("time").asText()).isEqualTo("qa_overview UK Team 08:05");
        assertThat(body).contains("\"" + mine.get(0).path("day").asText() + "\"");
        String name = "{\"name\":\"" + mine.get(0).path("name").asText() + "\"}";
        assertThat(subscriptions(MANAGER)).isEmpty();
        assertThat(service.post("api/unsubscribe", name, MANAGER).statusCode()).isEqualTo(400);
        assertThat(service.post("api/unsubscribe", name, GUEST).statusCode()).isEqualTo(400);
        assertThat(subscriptions(LEAD)).hasSize(1);
        assertThat(service.post("api/unsubscribe", name, LEAD).body()).isEqualTo("{\"subscriptions\":[]}");
    }

    @Test
    void should_refuse_in_words_what_cannot_be_subscribed_to() throws Exception {
        for (String body : List.of("[]", "{}", subscription("nobody", "Team", "UK Team", "08:00"), subscription("qa_overview", "Nobody", "UK Team", "08:00"),
                subscription("qa_overview", "Period", "whenever", "08:00"), subscription("qa_overview", "Team", "UK Team", "25:00"), subscription("qa_graders", "Rubric", "", "08:00"),
                subscription("qa_overview", "Team", "UK Team", "08:00").replaceFirst("\"day\":\"", "\"day\":\"x"))) {
            refused(body, LEAD);
        }
        assertThat(refused(subscription("qa_overview", "Team", "UK Team", "08:00"), GUEST)).contains("access.yml");
        assertThat(subscriptions(LEAD)).isEmpty();
        assertThat(service.post("api/subscribe", subscription("qa_overview", "Team", "", "08:00")).statusCode()).isEqualTo(401);
    }

    private static String refused(String body, String... who) throws Exception {
        HttpResponse<String> answer = service.post("api/subscribe", body, who);
        assertThat(answer.statusCode()).as(body).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).path("remedy").asText()).isNotBlank();
        return answer.body();
    }

    @Test
    void should_let_nobody_guess_and_lock_nobody_out_who_was_let_in_or_who_is_elsewhere() throws Exception {
        List<Integer> guesses = IntStream.range(0, 60).mapToObj(i -> status("127.0.0.1", login("lead-uk", "guess number " + i))).toList();
        assertThat(guesses).contains(429);
        assertThat(guesses.subList(50, 60)).containsOnly(429);
        assertThat(service.get("api/model", LEAD).statusCode()).isEqualTo(200);
        assertThat(status("127.0.0.2", GUEST)).isEqualTo(200);
        assertThat(status("127.0.0.2", login("guest", "wrong"))).isEqualTo(401);
    }

    /** As asked from another address of this machine. */
    private static int status(String from, String... who) {
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), service.address().getPort(), InetAddress.getByName(from), 0)) {
            socket.getOutputStream().write(("GET /api/model HTTP/1.1\r\nHost: localhost\r\n" + who[0] + ": " + who[1] + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            return Integer.parseInt(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split(" ")[1]);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void should_write_down_who_asked_what_and_not_whom_they_looked_for() throws Exception {
        try (LogLines log = new LogLines()) {
            asked("{\"explore\":\"qa_scores\",\"fields\":[\"grades\"],\"filters\":{\"team\":\"UK Team\",\"agent_email\":\"secret@example.com\"}}", MANAGER);
            assertThat(log.lines()).anySatisfy(line -> assertThat(line).startsWith("INFO asked by ops: qa_scores [\"grades\"] where {").contains("\"team\":\"UK Team\"", "\"agent_email\":\"…\"", "1 rows in")
                .doesNotContain("secret@example.com"));
        }
    }
}
