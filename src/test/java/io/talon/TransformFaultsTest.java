package io.talon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.talon.ledger.Build;
import io.talon.transform.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransformFaultsTest extends FaultFixture {
    private String published;

    @BeforeEach
    void publishOnce() throws Exception {
        Path packaged = Packaged.folder("warehouse");
        for (Path file : Packaged.files(packaged)) {
            Path copy = folder.resolve("warehouse").resolve(packaged.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
        carried("total_scores", "2026-03-02");
        built();
        published = MartChecksum.of(martFile());
    }

    private void write(String file, String sql) throws IOException {
        Files.writeString(folder.resolve("warehouse").resolve(file), sql);
    }

    private Build built(String day) throws Exception {
        carried("total_scores", day);
        built();
        Build build = app.builds().last().orElseThrow();
        return outcome(build, build.state() + (build.isPublished() ? "" : ", the mart is as it was"));
    }

    private void everythingPublished() throws Exception {
        app.builds().takeAgain();
        built();
        assertThat(app.builds().last().orElseThrow().isPublished()).isTrue();
        assertThat(MartChecksum.of(martFile())).isNotEqualTo(published);
    }

    @Test
    @DisplayName("an SQL error in one model")
    void should_keep_the_mart_and_name_the_model() throws Exception {
        Path model = folder.resolve("warehouse/models/marts/maestroqa_team_scores.sql");
        String good = Files.readString(model);
        write("models/marts/maestroqa_team_scores.sql", good.replaceFirst("(?s)$", "\nwhere no_such_column = 1\n"));
        Build build = built("2026-03-03");
        assertThat(build.state()).isEqualTo("failed");
        assertThat(build.error()).contains("no_such_column");
        assertThat(MartChecksum.of(martFile())).isEqualTo(published);
        Files.writeString(model, good);
        everythingPublished();
    }

    @ParameterizedTest(name = "a data test of severity {0} fails")
    @CsvSource({"error, held", "warn, published"})
    void should_hold_what_is_wrong_and_warn_of_what_is_odd(String severity, String state) throws Exception {
        write("tests/assert_nothing.sql", "{{ config(severity='" + severity + "') }}\nselect 'planted' as what\n");
        Build build = built("2026-03-03");
        assertThat(build.state()).isEqualTo(state);
        assertThat(said()).contains("planted");
        assertThat(MartChecksum.of(martFile()).equals(published)).isEqualTo(state.equals("held"));
    }

    @Test
    @DisplayName("the mart cannot be written: its folder is a file")
    void should_go_on_with_the_build_when_there_is_room() throws Exception {
        Path next = folder.resolve("talon-home/publish/mart.duckdb.next/in-the-way");
        Files.createDirectories(next);
        carried("total_scores", "2026-03-03");
        await().atMost(PATIENCE).until(() -> app.builds().last().orElseThrow().attempts() > 0);
        assertThat(MartChecksum.of(martFile())).isEqualTo(published);
        Files.delete(next);
        Files.delete(next.getParent());
        built();
        assertThat(outcome(app.builds().last().orElseThrow(), "put off, then published").isPublished()).isTrue();
        assertThat(MartChecksum.of(martFile())).isNotEqualTo(published);
    }

    @Test
    @DisplayName("the mart cannot be copied ahead")
    void should_copy_the_mart_when_it_is_needed() throws Exception {
        Path ahead = folder.resolve("talon-home/publish/mart.duckdb.ahead");
        await().atMost(PATIENCE).until(() -> Files.exists(ahead));
        Files.delete(ahead);
        Files.createDirectories(ahead.resolve("in-the-way"));
        assertThat(built("2026-03-03").isPublished()).isTrue();
        await().atMost(PATIENCE).until(() -> said().contains("could not be done ahead"));
        String first = MartChecksum.of(martFile());
        assertThat(built("2026-03-04").isPublished()).isTrue();
        assertThat(MartChecksum.of(martFile())).isNotIn(published, first);
        assertThat(app.builds().all()).extracting(Build::attempts).containsOnly(0);
    }

    @Test
    @DisplayName("killed before it was written down that the mart is published")
    void should_publish_again_after_a_kill() throws Exception {
        carried("total_scores", "2026-03-03");
        built();
        String after = MartChecksum.of(martFile());
        Build last = app.builds().last().orElseThrow();
        app.builds().ended(last, "building", null, null);
        restart();
        built();
        assertThat(app.builds().all()).extracting(Build::state).contains("interrupted").last().isEqualTo("published");
        assertThat(MartChecksum.of(martFile())).isEqualTo(after);
        outcome(last, "published again, the same");
    }

    @Test
    @DisplayName("a reader holds the mart while it is published")
    void should_not_disturb_a_reader() throws Exception {
        try (Connection reader = app.mart().open(); Statement statement = reader.createStatement()) {
            long before = count(statement);
            assertThat(built("2026-03-03").isPublished()).isTrue();
            assertThat(count(statement)).isEqualTo(before);
        }
        assertThat(MartChecksum.of(martFile())).isNotEqualTo(published);
    }

    private static long count(Statement statement) throws Exception {
        try (ResultSet row = statement.executeQuery("select count(*) from wide_maestroqa")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** The second build would make the table that the first is still making. */
    @Test
    @DisplayName("a model meets trouble that may pass while another is built")
    void should_not_begin_again_before_all_models_have_ended() throws Exception {
        write("models/marts/away.sql", "{{ config(materialized='table') }} select error('IO Error: the disk is away') as nothing\n");
        write("models/marts/slow.sql", "{{ config(materialized='table') }} select count(*) as n from range(600000000) as numbers(n) where hash(n) % 7 = 1\n");
        carried("total_scores", "2026-03-03");
        await().atMost(PATIENCE).until(() -> app.builds().last().orElseThrow().attempts() > 1);
        Files.delete(folder.resolve("warehouse/models/marts/away.sql"));
        built();
        assertThat(outcome(app.builds().last().orElseThrow(), "put off, then published").isPublished()).isTrue();
        assertThat(said()).contains("the disk is away").doesNotContain("onflict");
    }

    @Test
    @DisplayName("the warehouse is lost, and models are built before it is loaded again")
    void should_not_publish_a_warehouse_that_lacks_what_has_landed() throws Exception {
        app.close();
        Files.delete(folder.resolve("talon-home/warehouse.duckdb"));
        for (int time = 0; time < 2; time++) {
            app = App.start(settings(), Mode.MODEL);
            assertThatThrownBy(() -> app.models().build(Order.EVERYTHING)).isInstanceOf(ConfigurationException.class).hasMessageContaining("1 run must be loaded first");
            app.close();
        }
        assertThat(MartChecksum.of(martFile())).isEqualTo(published);
        app = App.start(settings(), Mode.COMMAND);
        built();
        assertThat(MartChecksum.of(martFile())).isEqualTo(published);
        outcome(published, "refused; loaded again by the next run, the same mart");
    }

    @Test
    @DisplayName("the warehouse is lost")
    void should_load_everything_again_into_a_new_warehouse() throws Exception {
        app.close();
        Files.delete(folder.resolve("talon-home/warehouse.duckdb"));
        app = App.start(settings(), Mode.COMMAND);
        built();
        assertThat(said()).contains("1 landed runs are loaded again from the store");
        await().atMost(PATIENCE).until(() -> app.builds().all().size() == 2 && app.builds().last().orElseThrow().isPublished());
        assertThat(MartChecksum.of(martFile())).isEqualTo(published);
        assertThat(requests()).isEqualTo(1);
        outcome(published, "loaded again from the store, the same mart");
    }
}
