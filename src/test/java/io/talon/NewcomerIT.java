package io.talon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.talon.sandbox.Effect;
import io.talon.sandbox.EmbeddedS3;
import io.talon.sandbox.Sandbox;
import io.talon.sandbox.SandboxOptions;
import io.talon.sandbox.Scenario;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first hour of somebody who has a jar, a bucket, a PostgreSQL and a Slack of their own, as the README tells it; and a delivery in the midst of which the service is killed. */
class NewcomerIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern ADDRESS = Pattern.compile("Operations page: (http://127.0.0.1:\\d+/)");
    private static final String DELIVERIES = "scheduled_plans: [{name: nightly, dashboard_id: qa_teams, after: run, destinations: [{type: webhook, address: \"${QA_WEBHOOK}\"}]}]\n";
    private static final String DELIVERED = "select count(*) from notice where event like 'plan nightly %' and destination like 'webhook:%' and ended_at is not null";
    /** A message that was taken is left alone for a minute, in case it is being sent. */
    private static final String REST_IS_OVER = "update notice set due_at = '2026-01-01T00:00:00.000Z' where event like 'plan nightly %' and ended_at is null";
    private final List<String> slack = new CopyOnWriteArrayList<>();
    private final List<String> delivered = new CopyOnWriteArrayList<>();
    private final AtomicReference<Process> killed = new AtomicReference<>();
    private final HttpClient client = HttpClient.newHttpClient();
    @TempDir
    private Path folder;
    private Path work;
    private EmbeddedPostgres postgres;
    private Sandbox sandbox;
    private EmbeddedS3 s3;
    private Receivers receivers;

    @BeforeEach
    void start() throws Exception {
        work = Files.createDirectory(folder.resolve("work"));
        postgres = EmbeddedPostgres.start();
        sandbox = Sandbox.start(SandboxOptions.defaults().withProcessing(Duration.ZERO));
        s3 = EmbeddedS3.start(folder.resolve("s3"), "key", "the-secret-key", "grades");
        receivers = new Receivers();
        receivers.on("/services/T0/B0/planted", this::told);
        receivers.on("/qa", this::delivered);
    }

    @AfterEach
    void stop() throws Exception {
        receivers.close();
        s3.close();
        sandbox.close();
        postgres.close();
    }

    private int told(HttpExchange exchange, JsonNode message) {
        slack.add(message.path("text").asText());
        return 200;
    }

    /** Its sender is gone before it is answered, once. */
    private int delivered(HttpExchange exchange, JsonNode message) {
        delivered.add(message.toString());
        Process sender = killed.getAndSet(null);
        if (sender != null) {
            sender.destroyForcibly().onExit().join();
        }
        return 200;
    }

    private void configure() throws IOException {
        String database = postgres.getJdbcUrl("postgres", "postgres");
        Files.writeString(work.resolve("application.properties"), String.join("\n",
            "maestroqa.base-url=" + sandbox.baseUrl(), "maestroqa.calls-per-minute=100000", "maestroqa.request-pause=1ms", "export.poll-interval=100ms",
            "store.endpoint=" + s3.endpoint(), "store.bucket=grades", "store.access-key=key",
            "warehouse.jdbc-url=" + database, "warehouse.user=postgres", "ledger.jdbc-url=" + database, "ledger.user=postgres",
            "source.groups.enabled=false", "source.total-scores.cron=0 0 0 1 1 ? 2099",
            "notify.slack.enabled=true", "management.port=0", "management.operations=true", ""));
        Files.writeString(folder.resolve("token"), SandboxOptions.defaults().token() + "\n");
        Files.writeString(folder.resolve("secret-key"), "the-secret-key\n");
    }

    private Process talon(String... arguments) throws IOException {
        ProcessBuilder process = new ProcessBuilder(Jar.command(arguments)).directory(work.toFile())
            .redirectErrorStream(true).redirectOutput(printed(arguments).toFile());
        process.environment().put("MAESTROQA_API_TOKEN_FILE", folder.resolve("token").toString());
        process.environment().put("STORE_SECRET_KEY_FILE", folder.resolve("secret-key").toString());
        process.environment().put("NOTIFY_SLACK_WEBHOOK", receivers.address("/services/T0/B0/planted"));
        process.environment().put("QA_WEBHOOK", receivers.address("/qa"));
        process.environment().put("JDK_JAVA_OPTIONS", "-Dsun.net.httpserver.maxReqTime=1");
        return process.start();
    }

    private Path printed(String... arguments) {
        return folder.resolve((arguments.length == 0 ? "service" : arguments[0]) + ".txt");
    }

    private String ended(int exitCode, String... arguments) throws Exception {
        int code = talon(arguments).waitFor();
        String said = Files.readString(printed(arguments));
        assertThat(code).as(said).isEqualTo(exitCode);
        return said;
    }

    @Test
    void should_come_from_an_empty_folder_to_a_mart_through_a_failure_and_back() throws Exception {
        configure();
        assertThat(ended(0, "validate")).contains("ok     store", "ok     warehouse", "ok     vendor", "next   total_scores").doesNotContain("WRONG");
        sandbox.next(Scenario.request(Effect.answer(422, "{\"error\": \"not today\"}")).where(request -> request.json().path("name").asText().contains("/2026-02-10")));
        assertThat(ended(1, "backfill", "total_scores", "--from", "2026-02-01", "--to", "2026-03-01")).contains("total_scores/2026-02-10", "not today").contains("total_scores/2026-02-28  landed");
        killWhileItDelivers();
        Process service = talon();
        try {
            URI address = address();
            JsonNode status = get(address, "status");
            assertThat(status.path("failures")).hasSize(1).first().satisfies(failure -> assertThat(failure.toString()).contains("total_scores/2026-02-10", "request-refused", "remedy"));
            await().atMost(PATIENCE).until(() -> slack.size() == 1);
            assertThat(slack.get(0)).contains("total_scores/2026-02-10", "not today");
            assertThat(cutOff(address)).as("a request that never comes to its end").isEmpty();
            replay(address, "total_scores/2026-02-10");
            await().atMost(PATIENCE).until(() -> slack.size() == 2);
            assertThat(slack.get(1)).contains("has recovered");
            assertThat(get(address, "status").path("failures")).isEmpty();
            assertThat(get(address, "health/ready").path("status").asText()).isEqualTo("up");
            await().atMost(PATIENCE).until(() -> ledger(DELIVERED) == 1);
            assertThat(delivered).hasSize(2).containsOnly(delivered.get(0));
        } finally {
            service.destroy();
            service.waitFor();
        }
        assertThat(Files.readString(printed())).containsPattern("Talon \\d[^ ]* starts in " + Pattern.quote(work.toRealPath().toString()))
            .endsWith("Talon has stopped\n");
        assertThat(ended(0, "sql", "--csv", "select count(*) as n from wide_maestroqa where date(graded_dt) = '2026-02-10'")).contains("n\n").doesNotContain("n\n0");
    }

    /** The destination has the message, and the ledger does not know it. */
    private void killWhileItDelivers() throws Exception {
        Files.writeString(Files.createDirectory(work.resolve("deliver")).resolve("deliveries.yml"), DELIVERIES);
        Process service = talon();
        killed.set(service);
        try {
            assertThat(service.waitFor(PATIENCE.toMinutes(), TimeUnit.MINUTES)).as("somebody is told something").isTrue();
        } finally {
            service.destroyForcibly();
        }
        assertThat(delivered).hasSize(1);
        assertThat(ledger(DELIVERED)).isZero();
        assertThat(ledger(REST_IS_OVER)).isEqualTo(1);
    }

    private int ledger(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection(); Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return statement.getUpdateCount();
            }
            ResultSet row = statement.getResultSet();
            row.next();
            return row.getInt(1);
        }
    }

    private URI address() {
        Matcher address = await().atMost(PATIENCE).until(() -> ADDRESS.matcher(Files.readString(printed())), Matcher::find);
        return URI.create(address.group(1));
    }

    private JsonNode get(URI address, String path) throws Exception {
        return new ObjectMapper().readTree(client.send(HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.ofString()).body());
    }

    private void replay(URI address, String run) throws Exception {
        assertThat(client.send(HttpRequest.newBuilder(address.resolve("replay")).header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"run\":\"" + run + "\"}")).build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    /** What comes back for half a request, when the connection ends. */
    private static byte[] cutOff(URI address) throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write("GET /status HTTP/1.1\r\nHost: localhost\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().readAllBytes();
        }
    }
}
