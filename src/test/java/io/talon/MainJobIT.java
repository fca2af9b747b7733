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
    private static final List<String> JAR = java("-jar", Path.of("target/talon.jar").toAbsolutePath().toString());

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
        assertThat(empty.resolve("monitoring/alerts.yml")).isNotEmptyFile();
        assertThat(Files.list(empty)).hasSize(4);
    }

    @Test
    void should_work_the_project_by_hand() throws Exception {
        Outcome build = run("build", "--select", "+maestroqa_team_scores");
        assertThat(build.exitCode()).as(build.out() + build.err()).isZero();
        assertThat(build.out()).contains("model wide_maestroqa built", "mart published").doesNotContain("model maestroqa_revisions");
        assertThat(run("sql", "--csv", "select count(*) > 0 as n from maestroqa_revisions").out().lines()).containsExactly("n,true".split(","));
        assertThat(run("test").out()).contains("tests passed, 0 failed");
        Outcome freshness = run("freshness");
        assertThat(freshness.exitCode()).as("grades of March are too old by now").isEqualTo(1);
        assertThat(freshness.out()).contains("maestroqa.groups", "error").doesNotContain("csat");
        assertThat(run("compile", "--select", "wide_maestroqa").exitCode()).isZero();
        assertThat(run("docs").out()).contains("index.html");
        assertThat(folder.resolve("talon-home/demo/target")).isDirectoryContaining("glob:**/{manifest,run_results,sources}.json")
            .isDirectoryContaining("glob:**/index.html");
    }
}
