package io.talon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.talon.ledger.Run;
import io.talon.log.LogFormat;
import io.talon.sandbox.Effect;
import io.talon.sandbox.Scenario;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class JsonLogTest extends RoutesFixture {
    private static final String DAY = "2026-03-02";
    private final ConsoleAppender<ILoggingEvent> console = (ConsoleAppender<ILoggingEvent>) ((LoggerContext) LoggerFactory.getILoggerFactory())
        .getLogger(Logger.ROOT_LOGGER_NAME).getAppender("console");
    private final Encoder<ILoggingEvent> text = console.getEncoder();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @BeforeEach
    void writeJson() {
        LogFormat.json();
        console.setOutputStream(written);
    }

    @AfterEach
    void writeText() {
        console.setEncoder(text);
        console.setOutputStream(System.out);
    }

    @Override
    void prepare() throws IOException {
        ExportFaultFixture.writeSmallProject(folder);
    }

    @Override
    Map<String, String> environment() {
        return Map.of("LOG_FORMAT", "json");
    }

    private List<JsonNode> lines() {
        return written.toString(StandardCharsets.UTF_8).lines().map(JsonLogTest::json).toList();
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }

    @Test
    void should_write_each_line_as_an_object_and_name_its_run_or_build() throws Exception {
        Run run = carried("groups", DAY);
        await().atMost(PATIENCE).until(() -> lines().stream().anyMatch(line -> line.path("message").asText().startsWith("mart published")));
        String build = app.builds().last().orElseThrow().id();
        assertThat(lines()).allSatisfy(line -> {
            boolean isOfRun = line.path("message").asText().startsWith(run.id());
            assertThat(line.path("run").asText(null)).as("%s", line).isEqualTo(isOfRun ? run.id() : null);
            assertThat(line.path("build").asText(null)).as("%s", line).isEqualTo(isOfRun ? null : build);
            assertThat(line.path("time").asText()).endsWith("Z");
            assertThat(line.path("level").asText()).isEqualTo("INFO");
        });
        assertThat(lines()).anyMatch(line -> line.path("run").asText().equals(run.id()) && line.path("message").asText().endsWith("landed"));
    }

    @Test
    void should_mask_before_it_quotes() throws Exception {
        sandbox.next(Scenario.request(Effect.answer(422, "see \"http://host/f?sig=0af\" \\ \u0007")));
        Run run = carried("total_scores", DAY);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(lines()).anySatisfy(line -> {
            assertThat(line.path("level").asText()).isEqualTo("ERROR");
            assertThat(line.path("run").asText()).isEqualTo(run.id());
            assertThat(line.path("message").asText()).contains("\"http://host/f?***\"").doesNotContain("0af");
        }));
    }
}
