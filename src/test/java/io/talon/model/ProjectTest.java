package io.talon.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void project() throws IOException {
        write("dbt_project.yml", "name: shop\nmodels:\n  shop:\n    staging: {+materialized: view}\n    marts: {+materialized: table}\n");
        write("models/staging/sources.yml", "sources:\n  - name: till\n    tables:\n      - {name: sales, identifier: till_sales, columns: [{name: id}]}\n");
        write("models/staging/stg_sales.sql", "select * from {{ source('till', 'sales') }}");
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private BuildPlan compile() {
        return Project.load(folder).compile(Target.duckdb("build", "raw"));
    }

    private Step step(String name) {
        return compile().steps().stream().filter(step -> step.name().equals(name)).findFirst().orElseThrow();
    }

    private void assertRefused(String... words) {
        assertThatThrownBy(this::compile).isInstanceOfSatisfying(ProjectError.class, error -> {
            assertThat(error.getMessage()).contains(words);
            assertThat(error.remedy()).isNotBlank();
        });
    }

    @Test
    void should_order_models_after_what_they_read() throws IOException {
        write("models/marts/a_report.sql", "select * from {{ ref('shop', 'z_sales') }}");
        write("models/marts/z_sales.sql", "select * from {{ ref('stg_sales') }} join {{ ref('shops') }} using (id)");
        write("seeds/shops.csv", "id,name\n1,Corner's\n");
        assertThat(compile().steps()).extracting(Step::name).containsExactly("shops", "stg_sales", "z_sales", "a_report");
        assertThat(step("shops").sql()).contains("'Corner''s'");
    }

    @Test
    void should_materialize_by_folder_unless_the_model_says_otherwise() throws IOException {
        write("models/marts/report.sql", "select 1 as n");
        write("models/marts/glance.sql", "{{ config(materialized='view', tags=['small']) }}\nselect 1 as n");
        assertThat(step("stg_sales").sql()).startsWith("create or replace view build.stg_sales as").contains("raw.till_sales");
        assertThat(step("report").sql()).startsWith("create or replace table build.report as");
        assertThat(step("glance").sql()).startsWith("create or replace view build.glance as");
    }

    @Test
    void should_let_all_models_use_the_macros_of_the_project() throws IOException {
        write("macros/math.sql", "{% macro twice(column) -%}\n2 * {{ column }}\n{%- endmacro %}");
        write("models/marts/report.sql", "select {{ twice('id') }} as n from {{ ref('stg_sales') }}{% if target.type == 'duckdb' %} limit 1{% endif %}");
        assertThat(step("report").sql()).endsWith("select 2 * id as n from build.stg_sales limit 1");
    }

    @Test
    void should_read_a_project_within_an_archive() throws IOException {
        Path archive = folder.resolveSibling(folder.getFileName() + ".jar");
        try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + archive.toUri()), Map.of("create", "true"))) {
            for (String file : new String[] {"dbt_project.yml", "models/staging/sources.yml", "models/staging/stg_sales.sql"}) {
                Path copy = jar.getPath("/warehouse/" + file);
                Files.createDirectories(copy.getParent());
                Files.copy(folder.resolve(file), copy);
            }
            BuildPlan plan = Project.load(jar.getPath("/warehouse")).compile(Target.duckdb("build", "raw"));
            assertThat(plan.steps()).extracting(Step::file).containsExactly("models/staging/stg_sales.sql");
        }
    }

    @Test
    void should_read_tests_with_severity_and_where() throws IOException {
        write("models/staging/staging.yml", """
            models:
              - name: stg_sales
                columns:
                  - name: id
                    data_tests:
                      - unique
                      - accepted_values: {arguments: {values: [1, 2]}, config: {severity: warn, where: "id > 0"}}
            """);
        assertThat(compile().tests()).extracting(DataTest::severity).containsExactly(DataTest.Severity.ERROR, DataTest.Severity.WARN);
        assertThat(compile().tests().get(1).sql()).contains("where id > 0").contains("not in ('1', '2')");
    }

    @Test
    void should_refuse_a_reference_to_no_model_and_say_where() throws IOException {
        write("models/marts/report.sql", "select *\nfrom {{ ref('stg_sails') }}");
        assertRefused("models/marts/report.sql", "stg_sails");
    }

    @Test
    void should_refuse_an_undeclared_source() throws IOException {
        write("models/marts/report.sql", "select * from {{ source('till', 'refunds') }}");
        assertRefused("models/marts/report.sql", "'refunds'");
    }

    @Test
    void should_refuse_models_that_refer_to_each_other_in_a_circle() throws IOException {
        write("models/marts/egg.sql", "select * from {{ ref('hen') }}");
        write("models/marts/hen.sql", "select * from {{ ref('egg') }}");
        assertRefused("egg -> hen -> egg");
    }

    @Test
    void should_refuse_a_name_that_is_taken() throws IOException {
        write("models/marts/stg_sales.sql", "select 1 as n");
        assertRefused("stg_sales", "is taken by");
    }

    @Test
    void should_refuse_a_template_that_does_not_parse_and_say_the_line() throws IOException {
        write("macros/math.sql", "{% macro twice(column) -%}\n2 * {{ column }}\n{%- endmacro %}");
        write("models/marts/report.sql", "select 1\n\n{% for %}");
        assertRefused("models/marts/report.sql:3");
    }

    @Test
    void should_refuse_an_unknown_name_in_a_template() throws IOException {
        write("models/marts/report.sql", "select 1 as n\nfrom {{ nowhere }}");
        assertRefused("models/marts/report.sql:2", "nowhere");
    }

    @Test
    void should_refuse_what_is_not_supported_rather_than_pass_over_it() throws IOException {
        write("models/marts/report.sql", "{{ config(materialized='incremental') }} select 1 as n");
        assertRefused("'incremental'");
        write("models/marts/report.sql", "{{ config(unique_key='n') }} select 1 as n");
        assertRefused("unique_key");
        write("models/marts/report.sql", "select 1 as n");
        write("models/marts/marts.yml", "models: [{name: report, columns: [{name: n, data_tests: [is_prime]}]}]");
        assertRefused("models/marts/marts.yml", "is_prime");
    }

    @Test
    void should_refuse_a_description_of_no_model() throws IOException {
        write("models/marts/marts.yml", "models: [{name: reports}]");
        assertRefused("models/marts/marts.yml", "'reports'");
    }

    @Test
    void should_refuse_yaml_that_does_not_parse() throws IOException {
        write("models/marts/marts.yml", "models:\n  - name: [\n");
        assertRefused("models/marts/marts.yml:");
    }
}
