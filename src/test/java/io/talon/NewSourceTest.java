package io.talon;

import static org.assertj.core.api.Assertions.assertThat;

import io.talon.ledger.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A new source is one new file in routes/, registered nowhere else. */
class NewSourceTest extends RoutesFixture {

    @Override
    @BeforeEach
    void start() throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
        dropIn(routes);
        super.start();
    }

    private void dropIn(Path routes) throws IOException {
        String csat = Files.readString(routes.resolve("source-csat.camel.yaml"));
        String mood = csat.replace("direct:csat", "direct:mood").replace("constant: csat", "constant: mood").replace("-csat", "-mood")
            .replace("csat-", "mood-").replace("source.csat", "source.mood");
        Files.writeString(routes.resolve("source-mood.camel.yaml"), mood);
        Files.writeString(folder.resolve(Settings.FILE), "source.mood.enabled=true\nsource.mood.cron=0 0 0 * * ?\n");
    }

    @Test
    void should_carry_a_source_that_was_dropped_into_the_folder() throws Exception {
        assertThat(app.sources()).isEqualTo(new TreeSet<>(List.of("groups", "mood", "total_scores")));
        assertThat(carried("mood", "2026-03-02").state()).isEqualTo(RunState.LANDED);
        assertThat(app.ledger().objects()).singleElement().satisfies(object -> assertThat(object.key()).contains("source=mood/"));
    }
}
