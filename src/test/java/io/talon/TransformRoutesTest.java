package io.talon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.talon.interval.Demand;
import io.talon.ledger.Build;
import io.talon.transform.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransformRoutesTest extends RoutesFixture {
    private Path project;

    @Override
    @BeforeEach
    void start() throws Exception {
        Path packaged = Packaged.folder("warehouse");
        project = folder.resolve("warehouse");
        for (Path file : Packaged.files(packaged)) {
            Path copy = project.resolve(packaged.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
        super.start();
    }

    /** One night: groups and total scores in one batch, then their build. */
    private Build night(String day) throws Exception {
        Instant from = Instant.parse(day + "T00:00:00Z");
        Demand demand = new Demand(from, from.plus(Duration.ofDays(1)), "night " + day, true);
        app.builds().takeAgain();
        var groups = app.demand("groups", demand);
        var scores = app.demand("total_scores", demand);
        ended(groups.get(0));
        ended(scores.get(0));
        built();
        return app.builds().last().orElseThrow();
    }

    private long number(String sql) throws Exception {
        try (Connection mart = app.mart().open(); Statement statement = mart.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(project.resolve(file), text);
    }

    @Test
    void should_do_ahead_what_the_next_build_would_wait_for() throws Exception {
        night("2026-03-02");
        Path home = folder.resolve("talon-home");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(home.resolve("publish/mart.duckdb.ahead")).hasSameBinaryContentAs(martFile()));
        await().atMost(PATIENCE).until(() -> !Files.exists(home.resolve("warehouse.duckdb.wal")) || Files.size(home.resolve("warehouse.duckdb.wal")) == 0);
    }

    @Test
    void should_publish_what_has_landed_once_its_whole_batch_has_ended() throws Exception {
        Build build = night("2026-03-02");
        assertThat(build.state()).isEqualTo("published");
        assertThat(build.models()).isPositive();
        assertThat(build.tests()).isPositive();
        assertThat(app.builds().all()).hasSize(1);
        assertThat(number("select count(*) from wide_maestroqa")).isEqualTo(number("select sum(grades) from maestroqa_team_scores")).isPositive();
    }

    private static Order selected(String selector) {
        return new Order(List.of(selector), List.of(), false);
    }

    @Test
    void should_begin_no_build_of_what_matches_nothing() throws Exception {
        night("2026-03-02");
        assertThatThrownBy(() -> app.models().build(selected("wide_maestro"))).isInstanceOf(ConfigurationException.class).hasMessageContaining("did you mean wide_maestroqa?");
        assertThat(app.builds().all()).hasSize(1);
    }

    @Test
    void should_say_of_how_many_tests_a_build_of_some_models_has_run_its_own() throws Exception {
        night("2026-03-02");
        long all = number("select tests from _publication");
        assertThat(number("select tests_passed from _publication")).isEqualTo(all);
        app.models().build(selected("maestroqa_graders"));
        assertThat(number("select tests_passed from _publication")).isPositive().isLessThan(all);
        assertThat(number("select tests from _publication")).isEqualTo(all);
    }

    @Test
    void should_hold_the_publication_when_a_test_fails_and_publish_when_it_is_mended() throws Exception {
        night("2026-03-02");
        long before = number("select count(*) from wide_maestroqa");
        write("tests/nobody_is_graded_on_tuesday.sql", "select grade_id from {{ ref('wide_maestroqa') }} where graded_dt = date '2026-03-03'");
        LogLines log = new LogLines();
        Build held = night("2026-03-03");
        log.close();
        assertThat(log.lines()).anyMatch(line -> line.startsWith("ERROR test nobody_is_graded_on_tuesday in ")).noneMatch(line -> line.startsWith("INFO model "));
        assertThat(held.state()).isEqualTo("held");
        assertThat(held.error()).contains("nobody_is_graded_on_tuesday").contains("grade_id=");
        assertThat(number("select count(*) from wide_maestroqa")).isEqualTo(before);
        Files.delete(project.resolve("tests/nobody_is_graded_on_tuesday.sql"));
        assertThat(night("2026-03-04").state()).isEqualTo("published");
        assertThat(number("select count(distinct graded_dt) from wide_maestroqa")).isGreaterThanOrEqualTo(3);
    }

    @Test
    void should_publish_in_spite_of_a_test_that_only_warns() throws Exception {
        write("tests/nobody_is_graded.sql", "{{ config(severity='warn') }} select grade_id from {{ ref('wide_maestroqa') }}");
        Build build = night("2026-03-02");
        assertThat(build.state()).isEqualTo("published");
        assertThat(build.warnings()).isEqualTo(1);
    }

    @Test
    void should_keep_the_mart_when_a_model_cannot_be_built() throws Exception {
        night("2026-03-02");
        write("models/marts/broken.sql", "select no_such_column from {{ ref('wide_maestroqa') }}");
        Build failed = night("2026-03-03");
        assertThat(failed.state()).isEqualTo("failed");
        assertThat(failed.error()).contains("no_such_column");
        assertThat(number("select count(distinct graded_dt) from wide_maestroqa")).isLessThanOrEqualTo(2);
    }

    @Test
    void should_name_the_file_of_a_model_that_refers_to_nothing() throws Exception {
        write("models/marts/broken.sql", "select * from {{ ref('no_such_model') }}");
        assertThat(night("2026-03-02").error()).contains("models/marts/broken.sql").contains("no_such_model");
    }
}
