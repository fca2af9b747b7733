package io.talon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talon.interval.Demand;
import io.talon.ledger.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReloadTest extends RoutesFixture {
    private static final Demand LOOK = new Demand(Instant.parse("2026-03-02T00:00:00Z"), Instant.parse("2026-03-03T00:00:00Z"), "look", false);

    @Override
    void prepare() throws IOException {
        Path routes = Files.createDirectory(folder.resolve("routes"));
        for (Path file : Packaged.files(Packaged.folder("routes"))) {
            Files.writeString(routes.resolve(file.getFileName().toString()), Files.readString(file));
        }
    }

    @Override
    Map<String, String> environment() {
        return Map.of("ROUTES_RELOAD", "true");
    }

    private List<String> columns() throws Exception {
        return app.demand("groups", LOOK).get(0).request().columns();
    }

    @Test
    void should_work_by_a_file_as_it_was_changed_a_moment_ago() throws Exception {
        assertThat(carried("groups", "2026-03-01").state()).isEqualTo(RunState.LANDED);
        Path file = folder.resolve("routes/source-groups.camel.yaml");
        Files.writeString(file, Files.readString(file).replace("constant: group_name", "constant: no_such_column"));
        await().atMost(PATIENCE).ignoreExceptions().until(() -> columns().contains("no_such_column"));
        assertThat(carried("groups", "2026-03-02").failure()).isEqualTo("wrong-columns");
        assertThat(carried("total_scores", "2026-03-02").state()).isEqualTo(RunState.LANDED);
    }
}
