package io.talon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.sun.net.httpserver.HttpExchange;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a published mart to mail servers and webhooks, by the routes as they are. */
class DeliverRoutesTest extends RoutesFixture {
    private static final Map<String, String> PROJECT = Map.of("warehouse/dbt_project.yml", "name: small\n",
        "warehouse/models/sources.yml", "sources: [{name: maestroqa, schema: raw, tables: [{name: total_scores, identifier: maestroqa_total_scores, columns: [{name: gradable_id}]}]}]\n",
        "warehouse/models/marts/marks.sql", """
            select gradable_id || agent_id as id, agent_name as agent, try_cast(regexp_extract(date_graded, '[0-9]{4}-[0-9]{2}-[0-9]{2}') as date) as day,
                100 * try_cast(rubric_score as double) / nullif(try_cast(max_rubric_score as double), 0) as percent
            from {{ source('maestroqa', 'total_scores') }}
            """,
        "warehouse/models/marts/marks.yml", """
            models:
              - name: marks
                semantic_model: {enabled: true, name: qa}
                agg_time_dimension: day
                columns:
                  - {name: id, entity: {type: primary, name: grade}}
                  - {name: agent, dimension: {type: categorical, label: Agent}}
                  - {name: day, granularity: day, dimension: {type: time, label: Day}}
                  - {name: percent, data_type: numeric}
                metrics:
                  - {name: score, label: Score, type: simple, agg: average, expr: percent}
            """,
        "warehouse/dashboards/all.dashboard.lookml", """
            - dashboard: all
              title: All grades
              elements:
                - {name: score, title: Score, type: looker_column, explore: qa, fields: [qa.day_date, qa.score], row: 0, col: 0, width: 6, height: 2}
                - {name: agents, title: Agents, type: looker_grid, explore: qa, fields: [qa.agent, qa.score], row: 1, col: 0, width: 6, height: 2}
            """,
        "deliver/deliveries.yml", """
            scheduled_plans:
              - {name: nightly, dashboard_id: all, after: run, destinations: [{type: email, address: lead@example.com}, {type: webhook, address: "${QA_WEBHOOK}"}, {type: slack},
                 {type: slack, address: "${QA_SLACK}"}]}
            alerts:
              - {name: high, explore: qa, field: score, window: last_complete_day, comparison_type: GREATER_THAN, threshold: 1, after: run, destinations: [{type: webhook, address: "${QA_WEBHOOK}"}]}
            """);
    private final List<JsonNode> hooked = new CopyOnWriteArrayList<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    private Receivers receivers;

    @Override
    @BeforeEach
    void start() throws Exception {
        receivers = new Receivers();
        receivers.on("/secret/path", this::hooked);
        receivers.on("/slack/", this::said);
        super.start();
    }

    @Override
    @AfterEach
    void stop() throws Exception {
        super.stop();
        receivers.close();
    }

    private int hooked(HttpExchange exchange, JsonNode message) {
        boolean isTooMuch = Stream.of("X-Talon-Webhook", "apitoken").anyMatch(exchange.getRequestHeaders()::containsKey);
        Integer refusal = isTooMuch ? Integer.valueOf(400) : answers.poll();
        if (refusal == null) {
            hooked.add(message);
        }
        return refusal == null ? 200 : refusal;
    }

    /** By which webhook, and which words. */
    private int said(HttpExchange exchange, JsonNode message) {
        said.add(exchange.getRequestURI().getPath() + " " + message.path("text").asText());
        return 200;
    }

    @Override
    void prepare() throws IOException {
        for (Map.Entry<String, String> file : PROJECT.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    @Override
    Map<String, String> environment() {
        return Map.of("SOURCE_GROUPS_ENABLED", "false", "QA_WEBHOOK", receivers.address("/secret/path"), "QA_SLACK", receivers.address("/slack/other"), "NOTIFY_SLACK_ENABLED", "true",
            "NOTIFY_SLACK_WEBHOOK", receivers.address("/slack/own"), "NOTIFY_EMAIL_ENABLED", "true", "NOTIFY_EMAIL_SERVER", receivers.mailServer(), "NOTIFY_EMAIL_TO", "owner@example.com");
    }

    private void night(String day) throws Exception {
        carried("total_scores", day);
        built();
    }

    private List<MimeMessage> mails(String to) {
        return receivers.mails().stream().filter(message -> GreenMailUtil.getHeaders(message).contains("To: " + to)).toList();
    }

    private List<JsonNode> hooked(String name) {
        return hooked.stream().filter(message -> message.path("name").asText().equals(name)).toList();
    }

    private void everythingIsSent() {
        app.collectDeliveries();
        await().atMost(PATIENCE).until(() -> !app.notices().isPending());
    }

    @Test
    void should_deliver_the_figures_of_the_mart_once_and_tell_the_owner_what_cannot_be_made() throws Exception {
        answers.addAll(List.of(500, 500));
        LogLines log = new LogLines();
        night("2026-03-02");
        await().atMost(PATIENCE).until(() -> hooked("nightly").size() == 1 && hooked("high").size() == 1 && mails("lead@example.com").size() == 1 && said.size() == 2);
        double[] agent = agents().get(0);
        JsonNode tile = hooked("nightly").get(0).path("tiles").get(1);
        assertThat(tile.path("rows").get(0).get(1).asDouble()).isCloseTo(agent[0], within(1e-9));
        assertThat(hooked("high").get(0).path("tiles").get(0).path("rows").get(0).get(0).asDouble()).isCloseTo(agent[1], within(1e-9));
        String whole = GreenMailUtil.getWholeMessage(mails("lead@example.com").get(0));
        assertThat(whole).contains("Content-ID: <chart-0@talon>", "filename=Agents.csv");
        String csv = csv(mails("lead@example.com").get(0));
        assertThat(Double.parseDouble(csv.lines().skip(1).findFirst().orElseThrow().replaceFirst(".*,", ""))).isCloseTo(agent[0], within(1e-9));
        assertThat(said).allSatisfy(words -> assertThat(words).contains(" *All grades*\n", "Agents\n```\n", "Data through 2 Mar 2026 (UTC)"))
            .extracting(words -> words.replaceFirst(" (?s).*", "")).containsExactlyInAnyOrder("/slack/own", "/slack/other");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(log.lines()).contains("INFO plan nightly sent to lead@example.com", "INFO plan nightly sent to ${QA_WEBHOOK}",
            "INFO alert high sent to ${QA_WEBHOOK}", "INFO plan nightly sent to notify.slack.webhook").noneMatch(line -> line.contains("/secret/path")));
        log.close();
        restart();
        everythingIsSent();
        night("2026-03-02");
        everythingIsSent();
        assertThat(hooked).hasSize(2);
        assertThat(said).hasSize(2);
        assertThat(mails("lead@example.com")).hasSize(1);
        Files.writeString(folder.resolve("warehouse/models/marts/marks.sql"), PROJECT.get("warehouse/models/marts/marks.sql").replace("agent_name as agent, ", ""));
        night("2026-03-03");
        await().atMost(PATIENCE).until(() -> mails("owner@example.com").size() == 1);
        everythingIsSent();
        assertThat(mails("owner@example.com")).singleElement().satisfies(message -> assertThat(message.getSubject()).isEqualTo("Talon: plan nightly was not delivered"));
        assertThat(mails("lead@example.com")).hasSize(1);
        assertThat(hooked("nightly")).hasSize(1);
        await().atMost(PATIENCE).until(() -> said.size() == 3);
        assertThat(said.get(2)).startsWith("/slack/own *plan nightly was not delivered*");
    }

    @Test
    void should_tell_the_owner_of_a_plan_that_is_due_before_there_is_any_mart() throws Exception {
        Files.writeString(folder.resolve("deliver/deliveries.yml"),
            "scheduled_plans: [{name: daily, dashboard_id: all, after: fresh, crontab: '0 0 0 * * ?', destinations: [{type: email, address: lead@example.com}]}]\n");
        restart();
        everythingIsSent();
        assertThat(mails("owner@example.com")).singleElement().satisfies(message -> assertThat(message.getSubject()).isEqualTo("Talon: The plan daily is late"));
        assertThat(mails("lead@example.com")).isEmpty();
    }

    private static String csv(MimeMessage message) throws Exception {
        jakarta.mail.Multipart parts = (jakarta.mail.Multipart) message.getContent();
        return new String(parts.getBodyPart(parts.getCount() - 1).getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }

    /** The mean of the agent whose mean is highest, and that of all grades of the day. */
    private List<double[]> agents() throws Exception {
        try (Connection mart = app.mart().open(); Statement statement = mart.createStatement(); ResultSet row = statement.executeQuery(
                "select (select max(score) from (select avg(percent) as score from marks group by agent) as agents), (select avg(percent) from marks where day = date '2026-03-02')")) {
            row.next();
            return List.of(new double[] {row.getDouble(1), row.getDouble(2)});
        }
    }
}
