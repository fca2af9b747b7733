package io.talon.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talon.TalonException;
import io.talon.warehouse.Warehouse;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How an installed dbt is called and understood; a script stands in for it, since dbt itself is not to be had from Maven. */
class DbtTest {
    private static final String MANIFEST = """
        {"nodes": {"model.talon.wide": {"resource_type": "model", "name": "wide", "schema": "build", "alias": "wide_alias", "original_file_path": "models/marts/wide.sql",
          "config": {"materialized": "table"}}, "model.talon.stg": {"resource_type": "model", "name": "stg", "original_file_path": "models/staging/stg.sql"}}}""";
    @TempDir
    private Path folder;
    private EmbeddedPostgres postgres;
    private Warehouse warehouse;

    @BeforeEach
    void start() throws Exception {
        postgres = EmbeddedPostgres.start();
        warehouse = new Warehouse(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
        warehouse.open();
    }

    @AfterEach
    void stop() throws IOException {
        warehouse.close();
        postgres.close();
    }

    private Outcome build(String results, int exitCode) throws Exception {
        return build(folder, results, exitCode);
    }

    private Outcome build(Path workingFolder, String results, int exitCode) throws Exception {
        Path script = folder.resolve("dbt.sh");
        Files.writeString(script, "#!/bin/sh\nprintf '%%s\\n' \"$@\" > %1$s/arguments\nenv > %1$s/environment\nmkdir -p %1$s/target\ncat > %1$s/target/manifest.json <<'END'\n%2$s\nEND\n%3$s\nexit %4$d\n"
            .formatted(folder, MANIFEST, results.isEmpty() ? "" : "cat > " + folder + "/target/run_results.json <<'END'\n{\"results\": [" + results + "]}\nEND", exitCode));
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return new Dbt(script.toString(), workingFolder, folder, warehouse, new Dbt.Login(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "planted-password")).build();
    }

    @Test
    void should_hand_over_the_project_and_keep_the_password_out_of_arguments_and_files() throws Exception {
        Outcome outcome = build("{\"status\": \"success\"}, {\"status\": \"pass\"}, {\"status\": \"pass\"}, {\"status\": \"warn\"}", 0);
        assertThat(outcome.built()).isEqualTo(1);
        assertThat(outcome.passed()).isEqualTo(2);
        assertThat(outcome.tests()).isEqualTo(3);
        assertThat(outcome.warnings()).isEqualTo(1);
        assertThat(outcome.marts()).singleElement().satisfies(mart -> assertThat(mart.name() + " at " + mart.relation()).isEqualTo("wide at build.wide_alias"));
        assertThat(folder.resolve("arguments")).content().contains("build", "--project-dir", "--profiles-dir").doesNotContain("planted-password");
        assertThat(folder.resolve("dbt/profiles.yml")).content().contains("host: \"localhost\"", "port: " + postgres.getPort(), "schema: \"build\"").doesNotContain("planted-password");
        assertThat(folder.resolve("environment")).content().contains("DBT_ENV_SECRET_TALON_WAREHOUSE=planted-password");
    }

    @Test
    void should_make_the_sources_that_have_brought_nothing_yet() throws Exception {
        build("{\"status\": \"success\"}", 0);
        try (var connection = warehouse.dataSource().getConnection(); var statement = connection.createStatement();
             var rows = statement.executeQuery("select count(date_graded) from raw.maestroqa_total_scores")) {
            assertThat(rows.next()).isTrue();
        }
    }

    @Test
    void should_hand_over_no_model_that_an_earlier_version_packed() throws Exception {
        Path gone = Files.createDirectories(folder.resolve("dbt/project/models")).resolve("gone.sql");
        Files.writeString(gone, "select 1");
        try (FileSystem packed = FileSystems.newFileSystem(folder.resolve("packed.zip"), Map.of("create", "true"))) {
            Path model = packed.getPath("/warehouse/models/kept.sql");
            Files.createDirectories(model.getParent());
            Files.writeString(model, "select 1");
            build(packed.getPath("/"), "{\"status\": \"success\"}", 0);
        }
        assertThat(gone).doesNotExist();
        assertThat(gone.resolveSibling("kept.sql")).exists();
    }

    @Test
    void should_hold_the_publication_when_dbt_says_that_a_test_failed() {
        assertThatThrownBy(() -> build("{\"status\": \"fail\", \"unique_id\": \"test.talon.unique_x\", \"message\": \"Got 2 results\"}", 1)).isInstanceOf(TalonException.class)
            .hasMessageContaining("test.talon.unique_x (Got 2 results)");
    }

    @Test
    void should_say_what_to_do_when_dbt_left_no_results() {
        assertThatThrownBy(() -> build("", 2)).isInstanceOf(TalonException.class).hasMessageContaining("exit code 2");
    }

    @Test
    void should_say_what_to_do_when_dbt_is_not_there() {
        Dbt nowhere = new Dbt(folder.resolve("no-dbt").toString(), folder, folder, warehouse, new Dbt.Login(postgres.getJdbcUrl("postgres", "postgres"), "postgres", ""));
        assertThatThrownBy(nowhere::build).isInstanceOfSatisfying(TalonException.class, refused -> assertThat(refused.remedy()).contains("transform.runner=talon"));
    }
}
