package io.talon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.talon.ledger.Run;
import io.talon.ledger.RunState;
import io.talon.sandbox.Received;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every source's file promises, seen by the vendor. */
abstract class SourceContract extends RoutesFixture {
    private final String source;
    private final String endpoint;
    private final String question;

    /** @param question the fields that this source's question has beside name and dates, as JSON */
    SourceContract(String source, String endpoint, String question) {
        this.source = source;
        this.endpoint = endpoint;
        this.question = question;
    }

    @Override
    Map<String, String> environment() {
        return Map.of("SOURCE_" + source.toUpperCase() + "_ENABLED", "true");
    }

    boolean isSnapshot() {
        return false;
    }

    @Test
    void should_ask_the_vendor_for_its_export_and_land_the_rows() throws Exception {
        Run run = carried(source, "2026-03-02");
        Received asked = sandbox.recorder().exportRequests().get(0);
        assertThat(asked.lastOfPath()).isEqualTo(endpoint);
        assertThat(asked.json().properties()).containsAll(new YAMLMapper().readTree(question).properties());
        assertThat(asked.json().has("startDate")).isEqualTo(!isSnapshot());
        assertThat(run.state()).isEqualTo(RunState.LANDED);
        assertThat(app.ledger().objects()).singleElement().satisfies(object -> {
            assertThat(object.rows()).isPositive();
            assertThat(object.key()).contains("source=" + source + "/").endsWith("/" + source + ".csv");
        });
    }

    @Test
    void should_be_scheduled_by_quartz_in_utc() throws Exception {
        JsonNode from = new YAMLMapper().readTree(Path.of("routes/source-" + source.replace('_', '-') + ".camel.yaml").toFile()).get(0).at("/route/from");
        assertThat(from.path("uri").asText()).startsWith("quartz:");
        assertThat(from.at("/parameters/cron").asText()).isEqualTo("{{source." + source.replace('_', '-') + ".cron}}");
        assertThat(from.at("/parameters/trigger.timeZone").asText()).isEqualTo("UTC");
    }
}
