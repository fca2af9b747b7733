package io.talon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.talon.ledger.Run;
import io.talon.sandbox.Effect;
import io.talon.sandbox.Scenario;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class LineageTest extends RoutesFixture {
    private static final ObjectMapper JSON = new ObjectMapper();
    private Map<String, String> destination = Map.of("NOTIFY_LINEAGE_TO", "file");
    private final List<JsonNode> posted = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>(List.of(503));

    @Override
    void prepare() throws IOException {
        ExportFaultFixture.writeSmallProject(folder);
    }

    @Override
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(destination);
        environment.put("NOTIFY_LINEAGE_ENABLED", "true");
        return environment;
    }

    private List<JsonNode> written() throws IOException {
        Path file = folder.resolve("talon-home/lineage.ndjson");
        List<JsonNode> events = new ArrayList<>();
        for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
            events.add(JSON.readTree(line));
        }
        return events;
    }

    /** What the outbox still has of events that were sent. */
    private List<String> textsKept() throws SQLException {
        try (Connection ledger = DriverManager.getConnection(app.settings().text("ledger.jdbc-url")); Statement statement = ledger.createStatement();
             ResultSet rows = statement.executeQuery("select text from notice where text <> ''")) {
            List<String> kept = new ArrayList<>();
            while (rows.next()) {
                kept.add(rows.getString(1));
            }
            return kept;
        }
    }

    private static List<String> names(JsonNode event, String side) {
        return event.path(side).findValuesAsText("name");
    }

    @Test
    void should_write_one_event_a_run_and_build_that_lead_from_the_export_to_the_mart() throws Exception {
        sandbox.next(Scenario.request(Effect.answer(422, "{}")));
        Run failed = carried("total_scores", "2026-03-02");
        Run landed = carried("groups", "2026-03-02");
        built();
        await().atMost(PATIENCE).until(() -> written().size() == 3);
        restart();
        carried("groups", "2026-03-03");
        built();
        await().atMost(PATIENCE).until(() -> written().size() == 5);
        await().atMost(PATIENCE).until(() -> textsKept().isEmpty());
        List<JsonNode> events = written();
        assertThat(events).extracting(event -> event.at("/job/name").asText() + " " + event.path("eventType").asText())
            .containsExactlyInAnyOrder("total_scores FAIL", "groups COMPLETE", "build COMPLETE", "groups COMPLETE", "build COMPLETE");
        assertThat(events.get(0).at("/run/facets/errorMessage/message").asText()).isEqualTo(failed.error());
        JsonNode run = events.get(1);
        assertThat(names(run, "inputs")).containsExactly("request-groups-export/groups");
        assertThat(names(run, "outputs")).first().isEqualTo(app.ledger().objects(landed).get(0).key());
        assertThat(run.at("/outputs/1/outputFacets/outputStatistics/rowCount").asLong()).isEqualTo(app.ledger().objects(landed).get(0).rows()).isPositive();
        assertThat(run.at("/run/facets/nominalTime/nominalStartTime").asText()).isEqualTo("2026-03-02T00:00:00Z");
        JsonNode build = events.get(2);
        assertThat(names(build, "inputs")).containsExactly(names(run, "outputs").get(1));
        assertThat(names(build, "outputs")).singleElement().asString().endsWith("mart.duckdb/teams");
    }

    @Test
    void should_tell_of_a_build_that_failed_because_its_project_cannot_be_read() throws Exception {
        Path model = folder.resolve("warehouse/models/marts/teams.sql");
        Files.writeString(model, "{{ nothing_of_that_name() }}");
        carried("groups", "2026-03-02");
        await().atMost(PATIENCE).until(() -> written().size() == 2);
        assertThat(written()).filteredOn(event -> event.at("/job/name").asText().equals("build")).singleElement()
            .satisfies(event -> assertThat(event.at("/run/facets/errorMessage/message").asText()).contains("teams.sql"));
    }

    @Test
    void should_post_an_event_until_it_is_taken() throws Exception {
        HttpServer collector = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        collector.createContext("/api/v1/lineage", this::collected);
        collector.start();
        try {
            destination = Map.of("NOTIFY_LINEAGE_TO", "http", "NOTIFY_LINEAGE_URL", "http://127.0.0.1:" + collector.getAddress().getPort() + "/api/v1/lineage", "NOTIFY_LINEAGE_KEY", "planted-lineage-key");
            restart();
            carried("groups", "2026-03-02");
            built();
            await().atMost(PATIENCE).until(() -> posted.size() == 2);
            assertThat(posted).extracting(event -> event.at("/job/name").asText()).containsExactlyInAnyOrder("groups", "build");
            assertThat(answers).isEmpty();
            assertThat(authorizations).containsOnly("Bearer planted-lineage-key");
            assertThat(sandbox.recorder().all()).isNotEmpty().allSatisfy(call -> assertThat(call.headers().toString()).doesNotContain("planted-lineage-key"));
        } finally {
            collector.stop(0);
        }
    }

    private void collected(HttpExchange exchange) throws IOException {
        JsonNode event = JSON.readTree(exchange.getRequestBody());
        authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
        Integer answer = answers.poll();
        if (answer == null) {
            posted.add(event);
        }
        exchange.sendResponseHeaders(answer == null ? 201 : answer, -1);
        exchange.close();
    }
}
