package io.talon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.sun.net.httpserver.HttpExchange;
import io.talon.ledger.Run;
import io.talon.sandbox.Effect;
import io.talon.sandbox.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NotifyFaultsTest extends ExportFaultFixture {
    private static final String DAY = "2026-03-02";
    private final List<JsonNode> slack = new CopyOnWriteArrayList<>();
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    private Receivers receivers;

    @Override
    @BeforeEach
    void start() throws Exception {
        receivers = new Receivers();
        receivers.on("/services/planted-api-token", this::hooked);
        super.start();
    }

    @Override
    @AfterEach
    void stop() throws Exception {
        super.stop();
        receivers.close();
    }

    private int hooked(HttpExchange exchange, JsonNode message) {
        Integer refusal = answers.poll();
        if (refusal == null) {
            slack.add(message);
        }
        return refusal == null ? 200 : refusal;
    }

    @Override
    Map<String, String> further() {
        return Map.of("NOTIFY_DIGEST_ENABLED", "true", "NOTIFY_DIGEST_CRON", "* * * * * ?", "NOTIFY_SLACK_ENABLED", "true", "NOTIFY_SLACK_WEBHOOK", receivers.address("/services/" + TOKEN),
            "NOTIFY_EMAIL_ENABLED", "true", "NOTIFY_EMAIL_SERVER", receivers.mailServer(), "NOTIFY_EMAIL_TO", "a@example.com,b@example.com",
            "MAESTROQA_TOKEN_ISSUED", "2026-01-01", "DELIVER_URL", "https://qa.example.com");
    }

    private Run refused(String words) throws Exception {
        sandbox.next(Scenario.request(Effect.answer(422, words)));
        return failed(carried("total_scores", DAY), "request-refused");
    }

    private List<String> told(String about) {
        return slack.stream().map(message -> message.path("text").asText()).filter(text -> text.contains(about)).toList();
    }

    /** What was not sent by then is never sent: another failure, told of later, has come. */
    private void everythingWasSent() throws Exception {
        sandbox.next(Scenario.request(Effect.answer(422, "{}")));
        carried("total_scores", "2026-03-09");
        await().atMost(PATIENCE).until(() -> told("total_scores/2026-03-09").size() == 1);
    }

    @Test
    @DisplayName("a run fails")
    void should_tell_each_destination_once() throws Exception {
        Run run = refused("{}");
        await().atMost(PATIENCE).until(() -> told(run.id()).size() == 1);
        everythingWasSent();
        assertThat(told(run.id())).singleElement().asString().contains(run.id() + " failed (request-refused)", "422").contains(run.remedy());
        await().atMost(PATIENCE).until(() -> mails(run.id()) == 2);
        restart();
        everythingWasSent();
        assertThat(told(run.id())).hasSize(1);
        assertThat(mails(run.id())).isEqualTo(2);
        outcome(run, "one message to Slack, one mail to each receiver");
    }

    private long mails(String about) {
        return receivers.mails().stream().filter(message -> GreenMailUtil.getWholeMessage(message).contains(about + " failed")).count();
    }

    @Test
    @DisplayName("Slack answers 429, 500, 503, then 200")
    void should_send_later_what_could_not_be_sent() throws Exception {
        answers.addAll(List.of(429, 500, 503));
        Run run = refused("{}");
        await().atMost(PATIENCE).until(() -> told(run.id()).size() == 1);
        assertThat(fate("total_scores", "2026-03-04")).matches(landed());
        outcome(run, "told at attempt 4");
    }

    @Test
    @DisplayName("Slack's webhook was revoked")
    void should_give_a_refused_notice_up_and_no_run() throws Exception {
        answers.addAll(List.of(404, 404, 404, 404));
        Run run = refused("{}");
        await().atMost(PATIENCE).until(() -> said().contains("NOT SENT"));
        assertThat(said()).contains("slack answered 404");
        assertThat(fate("total_scores", "2026-03-04")).matches(landed());
        assertThat(run.failure()).isEqualTo("request-refused");
    }

    @Test
    @DisplayName("the mail server is away")
    void should_tell_slack_though_mail_is_away() throws Exception {
        receivers.mail.stop();
        Run run = refused("{}");
        await().atMost(PATIENCE).until(() -> told(run.id()).size() == 1);
        await().atMost(PATIENCE).until(() -> said().contains("notice to email of run " + run.id()));
        assertThat(fate("total_scores", "2026-03-04")).matches(landed());
        receivers.mail.start();
    }

    @Test
    @DisplayName("the vendor's words hold mentions, links, markup, line breaks and the token")
    void should_escape_and_mask() throws Exception {
        Run run = refused("<!channel> <http://evil|click> ${env:HOME} & \r\nBcc: all@example.com\r\n=cmd() " + TOKEN);
        await().atMost(PATIENCE).until(() -> told(run.id()).size() == 1);
        assertThat(told(run.id()).get(0)).contains("&lt;!channel&gt;", "${env:HOME} &amp;", "***").doesNotContain("<", TOKEN);
        await().atMost(PATIENCE).until(() -> mails(run.id()) == 2);
        assertThat(receivers.mails()).allSatisfy(message -> {
            assertThat(message.getHeader("Bcc")).isNull();
            assertThat(message.getHeader("Subject")).hasSize(1);
            assertThat(GreenMailUtil.getWholeMessage(message)).contains("\r\nOperations page: https://qa.example.com").doesNotContain(TOKEN);
        });
        outcome(run, "escaped, masked");
    }

    @Test
    @DisplayName("the token has expired by its date")
    void should_warn_of_a_token_that_expires() throws Exception {
        app.close();
        app = App.start(settings(), Mode.SERVICE);
        await().atMost(PATIENCE).until(() -> told("The API token").size() == 1);
        assertThat(told("The API token").get(0)).contains("2026-04-01");
        assertThat(said()).contains("The API token has expired on 2026-04-01");
        outcome(slack, "warned, told once");
    }

    @Test
    @DisplayName("a run fails and is replayed")
    void should_tell_once_that_a_run_has_recovered() throws Exception {
        Run run = refused("{}");
        await().atMost(PATIENCE).until(() -> told(run.id() + " failed").size() == 1);
        replayed(run);
        await().atMost(PATIENCE).until(() -> told(run.id() + " has recovered").size() == 1);
        everythingWasSent();
        assertThat(told(run.id() + " has recovered")).singleElement().asString().contains("It is landed now.");
    }

    @Test
    @DisplayName("the template of messages is changed, and a digest is due every second")
    void should_tell_one_digest_a_day_in_the_words_of_the_routes_file() throws Exception {
        Run run = refused("{}");
        app.close();
        Files.createDirectory(folder.resolve("routes"));
        for (Path file : Packaged.files(Packaged.folder("routes"))) {
            Files.writeString(folder.resolve("routes").resolve(file.getFileName().toString()),
                Files.readString(file).replace("*${variable.told.subject}*", "<https://ops.example.com|Talon> says: ${variable.told.subject}"));
        }
        app = App.start(settings(), Mode.SERVICE);
        await().atMost(PATIENCE).until(() -> told("Digest of").size() == 1);
        everythingWasSent();
        assertThat(told("Digest of")).singleElement().asString().startsWith("<https://ops.example.com|Talon> says: Digest of ")
            .contains("total_scores: 1 failed", run.id() + " failed (request-refused): " + run.error().replace("&", "&amp;"), "\nOperations page: https://qa.example.com");
    }
}
