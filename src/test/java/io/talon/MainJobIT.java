package io.talon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job on the packaged jar. */
class MainJobIT extends MainJobContract {
    private static final List<String> JAR = List.of(System.getProperty("java.home") + "/bin/java", "-jar", Path.of("target/talon.jar").toAbsolutePath().toString());

    @Override
    List<String> talon() {
        return JAR;
    }

    @Test
    void should_write_the_editable_parts_out_of_the_jar(@TempDir Path empty) throws Exception {
        Process init = new ProcessBuilder(Stream.concat(JAR.stream(), Stream.of("init")).toList())
            .directory(empty.toFile()).redirectErrorStream(true).start();
        assertThat(new String(init.getInputStream().readAllBytes())).contains("written");
        assertThat(init.waitFor()).isZero();
        assertThat(empty.resolve("application.properties")).hasSameTextualContentAs(Path.of("application.properties"));
        assertThat(empty.resolve("routes/source-total-scores.camel.yaml")).hasSameTextualContentAs(Path.of("routes/source-total-scores.camel.yaml"));
        assertThat(empty.resolve("warehouse/models/marts/wide_maestroqa.sql")).isNotEmptyFile();
        assertThat(Files.list(empty)).hasSize(3);
    }
}
