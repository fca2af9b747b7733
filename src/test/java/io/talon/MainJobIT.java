package io.talon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The main job as a user runs it: the packaged jar, a process of its own in an empty folder, on a machine that speaks no English. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MainJobIT {
    /** Turkish changes case by rules of its own, and Arabic has digits of its own. */
    private static final List<String> LANGUAGE = List.of("-Duser.language=tr", "-Duser.extensions=u-nu-arab");
    Path folder;
    private Outcome demo;

    /** What a process printed and how it ended. */
    record Outcome(int exitCode, String out, String err) {
    }

    Outcome run(String... arguments) throws IOException, InterruptedException {
        Path err = folder.resolveSibling(folder.getFileName() + ".err");
        Process process = new ProcessBuilder(Jar.command(LANGUAGE, arguments)).directory(folder.toFile()).redirectError(err.toFile()).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes());
        return new Outcome(process.waitFor(), out, Files.readString(err));
    }

    @BeforeAll
    void demo(@TempDir Path empty) throws Exception {
        folder = empty;
        demo = run("demo", "--to", "2026-03-05", "--past", "0");
    }

    @Test
    void should_end_by_itself_with_success_and_without_noise() {
        assertThat(demo.exitCode()).as(demo.out() + demo.err()).isZero();
        assertThat(demo.err()).isEmpty();
        assertThat(demo.out()).doesNotContain("Exception", "\tat ", "org.apache", "WARN", "ERROR");
    }

    @Test
    void should_say_that_its_data_is_invented_and_tell_each_step() {
        assertThat(demo.out()).contains("invented");
        assertThat(demo.out()).contains("groups/2026-03-02  requested", "total_scores/2026-03-04  stored", "total_scores/2026-03-04  landed",
            "section_scores/2026-03-04  landed", "mart published");
    }

    /** The numbers were worked out from the stored files by a program of another language. */
    @Test
    void should_end_with_the_right_answer() throws Exception {
        assertThat(run("sql", "--csv", "select group_name, country, grades, round(average_percent, 2) p, round(overall_percent, 2) o from maestroqa_team_scores order by 1")
            .out().lines()).containsExactly("group_name,country,grades,p,o", "FR Team,FR,31,76.34,80.88", "No team,Unknown,9,84.17,77.45",
            "Ru Team,RU,49,83.69,86.54", "UK Team,GB,34,86.03,87.46");
        assertThat(demo.out()).contains("| Ru Team    | RU      | 49     |");
    }

    @Test
    void should_count_a_grade_once_though_it_was_exported_again() throws Exception {
        assertThat(run("sql", "--csv", "select count(*) n, count(distinct grade_id) d from wide_maestroqa").out().lines()).containsExactly("n,d", "123,123");
        int exported = 0;
        for (JsonNode run : status()) {
            exported += run.path("source").asText().equals("total_scores") ? run.path("rows").asInt() : 0;
        }
        assertThat(exported).isEqualTo(131);
    }

    @Test
    void should_show_the_ledger_to_machines() throws Exception {
        JsonNode status = status();
        assertThat(status).hasSize(9);
        assertThat(status).allSatisfy(run -> {
            Set<String> names = new TreeSet<>();
            run.fieldNames().forEachRemaining(names::add);
            assertThat(names).contains("source", "start", "end", "state", "exportId", "key", "bytes", "sha256", "rows", "attempts", "error");
            assertThat(run.path("state").asText()).isEqualTo("landed");
            assertThat(run.path("sha256").asText()).hasSize(64);
        });
    }

    private JsonNode status() throws Exception {
        return new ObjectMapper().readTree(run("status", "--json").out());
    }

    @Test
    void should_plan_without_asking_anybody() throws Exception {
        Outcome plan = run("plan", "total_scores", "--from", "2026-03-01", "--to", "2026-03-08");
        assertThat(plan.exitCode()).isZero();
        assertThat(plan.out()).contains("total_scores/2026-03-01 to 2026-03-07", "missing", "7 runs, at least 14 API calls");
        assertThat(plan.err()).contains("Nothing has run in", "the demo");
        assertThat(folder.resolve("talon-home/ledger.db")).doesNotExist();
        assertThat(status()).hasSize(9);
    }

    @Test
    void should_refuse_wrong_usage_in_a_sentence() throws Exception {
        assertThat(run("nonsense").exitCode()).isEqualTo(2);
        assertThat(run("backfill", "total_scores").exitCode()).isEqualTo(2);
        Outcome unknown = run("backfill", "grades", "--from", "2026-03-01", "--to", "2026-03-02");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("grades").contains("total_scores").doesNotContain("\tat ");
        assertThat(run("sql", "select nonsense").exitCode()).isEqualTo(1);
    }

    @Test
    void should_write_the_editable_parts_out_of_the_jar(@TempDir Path empty) throws Exception {
        Process init = new ProcessBuilder(Jar.command("init"))
            .directory(empty.toFile()).redirectErrorStream(true).start();
        assertThat(new String(init.getInputStream().readAllBytes())).contains("written");
        assertThat(init.waitFor()).isZero();
        assertThat(empty.resolve("application.properties")).hasSameTextualContentAs(Path.of("application.properties"));
        assertThat(empty.resolve("routes/source-total-scores.camel.yaml")).hasSameTextualContentAs(Path.of("routes/source-total-scores.camel.yaml"));
        assertThat(empty.resolve("warehouse/models/marts/wide_maestroqa.sql")).isNotEmptyFile();
        assertThat(empty.resolve("monitoring/alerts.yml")).isNotEmptyFile();
        assertThat(empty.resolve("deliver/access.yml")).isNotEmptyFile();
        assertThat(Files.list(empty)).hasSize(5);
    }

    @Test
    void should_refuse_a_folder_into_which_it_cannot_write_in_a_sentence(@TempDir Path occupied) throws Exception {
        Files.writeString(occupied.resolve("routes"), "a file");
        Process init = new ProcessBuilder(Jar.command("init")).directory(occupied.toFile()).redirectErrorStream(true).start();
        assertThat(new String(init.getInputStream().readAllBytes())).contains("Cannot write into " + occupied).doesNotContain("\tat ", "Failed:");
        assertThat(init.waitFor()).isEqualTo(2);
    }

    @Test
    void should_work_the_project_by_hand() throws Exception {
        Outcome build = run("build", "--select", "+maestroqa_team_scores");
        assertThat(build.exitCode()).as(build.out() + build.err()).isZero();
        assertThat(build.out()).contains("mart published: 14 models built");
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
