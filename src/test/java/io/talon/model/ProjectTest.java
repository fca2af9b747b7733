package io.talon.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talon.ConfigurationException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectTest {
    @TempDir
    private Path folder;
    private String engine = "duckdb";

    @BeforeEach
    void project() throws IOException {
        write("dbt_project.yml", "name: shop\nmodels:\n  shop:\n    staging: {+materialized: view, +tags: [early]}\n    marts: {+materialized: table}\n");
        write("models/staging/sources.yml", "sources:\n  - name: till\n    tables:\n      - {name: sales, identifier: till_sales, columns: [{name: id}]}\n");
        write("models/staging/stg_sales.sql", "select * from {{ source('till', 'sales') }}");
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private Graph parse() {
        return Project.load(folder).parse(new Invocation(new Target(engine, "build"), Instant.parse("2026-03-02T01:02:03.000456Z"), Map.of("HOME_TOWN", "Riga")));
    }

    private Node node(String name) {
        return parse().nodes().stream().filter(node -> node.name().equals(name)).findFirst().orElseThrow();
    }

    private String compiled(String name) {
        return parse().compile(node(name), false);
    }

    private void assertRefused(String... words) {
        assertThatThrownBy(() -> {
            Graph graph = parse();
            graph.nodes().stream().filter(node -> node.is("model") || node.is("test") && node.test() == null).forEach(node -> graph.compile(node, false));
        }).isInstanceOfSatisfying(ProjectError.class, error -> {
            assertThat(error.getMessage()).contains(words);
            assertThat(error.remedy()).isNotBlank();
        });
    }

    @Test
    void should_give_a_turn_to_what_has_all_that_it_reads_and_only_once() throws IOException {
        write("models/marts/a_report.sql", "select * from {{ ref('shop', 'z_sales') }}");
        write("models/marts/z_sales.sql", "select * from {{ ref('stg_sales') }} join {{ ref('shops') }} using (id)");
        write("models/marts/shop_list.sql", "select * from {{ ref('shops') }}");
        write("seeds/shops.csv", "id,name\n1,Corner's\n");
        Turns turns = turns();
        assertThat(turns.first()).extracting(Node::name).containsExactlyInAnyOrder("stg_sales", "shops");
        assertThat(turns.after(node("shops"))).extracting(Node::name).containsExactly("shop_list");
        assertThat(turns.after(node("shop_list"))).isEmpty();
        assertThat(turns.after(node("stg_sales"))).extracting(Node::name).containsExactly("z_sales");
        assertThat(turns.after(node("z_sales"))).extracting(Node::name).containsExactly("a_report");
    }

    @Test
    void should_await_what_is_read_through_a_view_that_stands() throws IOException {
        write("models/marts/a_report.sql", "select * from {{ ref('z_sales') }}");
        write("models/marts/z_sales.sql", "select * from {{ ref('stg_sales') }}");
        Turns turns = turns("stg_sales", "a_report");
        assertThat(turns.first()).extracting(Node::name).containsExactly("stg_sales");
        assertThat(turns.after(node("stg_sales"))).extracting(Node::name).containsExactly("a_report");
    }

    @Test
    void should_give_nobody_a_turn_once_they_have_ended() throws IOException {
        write("models/marts/a_report.sql", "select * from {{ ref('stg_sales') }}");
        Turns turns = turns();
        turns.first();
        turns.end();
        assertThat(turns.after(node("stg_sales"))).isEmpty();
        assertThat(turns.areOver()).isFalse();
    }

    /** There are 4^30 ways from the last layer to the first. */
    @Test
    void should_find_whose_turn_it_is_however_many_ways_lead_there() throws IOException {
        for (int layer = 0; layer < 30; layer++) {
            for (int model = 0; model < 4; model++) {
                int below = layer - 1;
                write("models/marts/m" + layer + "_" + model + ".sql", layer == 0 ? "select 1 as n" : IntStream.range(0, 4).mapToObj(read -> "select * from {{ ref('m" + below + "_" + read + "') }}")
                    .collect(Collectors.joining(" union all ")));
            }
        }
        Turns turns = turns();
        Queue<Node> ready = new ArrayDeque<>(turns.first());
        while (!ready.isEmpty()) {
            ready.addAll(turns.after(ready.remove()));
        }
        assertThat(turns.areOver()).isTrue();
    }

    @Test
    void should_name_a_file_that_is_not_in_utf_8_and_read_none_that_is_no_part_of_the_project() throws IOException {
        Files.write(Files.createDirectories(folder.resolve("target")).resolve("partial_parse.msgpack"), new byte[] {(byte) 0xe9});
        Files.write(Files.createDirectories(folder.resolve("models")).resolve(".DS_Store"), new byte[] {(byte) 0xe9});
        assertThat(parse().nodes()).isNotEmpty();
        Files.write(Files.createDirectories(folder.resolve("seeds")).resolve("shops.csv"), new byte[] {'n', '\n', (byte) 0xe9});
        assertRefused("seeds/shops.csv", "UTF-8");
    }

    private Turns turns(String... select) {
        Graph graph = parse();
        return graph.turns(graph.select(List.of(select), List.of()).ids());
    }

    @ParameterizedTest
    @ValueSource(strings = {"stg_sale", "nobody", "source:till"})
    void should_refuse_selectors_that_leave_nothing_to_do(String selector) throws IOException {
        write("models/marts/a_report.sql", "select * from {{ ref('stg_sales') }}");
        assertThatThrownBy(() -> parse().select(List.of(selector), List.of())).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> parse().select(List.of("a_report"), List.of("a_report"))).isInstanceOf(ConfigurationException.class);
        assertThat(parse().select(List.of(selector, "a_report"), List.of()).ids()).contains("model.shop.a_report");
    }

    @Test
    void should_take_settings_from_the_folder_the_yaml_and_the_file_the_innermost_first() throws IOException {
        write("models/staging/staging.yml", "models: [{name: stg_sales, config: {materialized: ephemeral, tags: middle}}]");
        assertThat(node("stg_sales").materialized()).isEqualTo("ephemeral");
        write("models/staging/stg_sales.sql", "{{ config(materialized='table', tags=['late']) }} select * from {{ source('till', 'sales') }}");
        assertThat(node("stg_sales").materialized()).isEqualTo("table");
        assertThat(node("stg_sales").config().list("tags")).containsExactly("early", "middle", "late");
    }

    @Test
    void should_put_an_ephemeral_model_before_the_expressions_of_its_reader() throws IOException {
        write("models/staging/half.sql", "{{ config(materialized='ephemeral') }}\nselect id / 2 as id from {{ ref('stg_sales') }}");
        write("models/marts/plain.sql", "select * from {{ ref('half') }}");
        write("models/marts/rich.sql", "-- all of it\nwith all_of_it as (select * from {{ ref('half') }})\nselect * from all_of_it");
        assertThat(compiled("plain")).isEqualTo("with __dbt__cte__half as (\nselect id / 2 as id from build.stg_sales\n)\nselect * from __dbt__cte__half");
        assertThat(compiled("rich")).startsWith("with __dbt__cte__half as (").endsWith("), all_of_it as (select * from __dbt__cte__half)\nselect * from all_of_it");
    }

    @Test
    void should_follow_references_on_both_sides_of_is_incremental() throws IOException {
        write("models/staging/corrections.sql", "select 1 as id");
        write("models/marts/report.sql", """
            {{ config(materialized='incremental', unique_key=['id', 'day']) }}
            select * from {{ ref('stg_sales') }}
            {% if is_incremental() %}where id in (select id from {{ ref('corrections') }}) and day > (select max(day) from {{ this }}){% endif %}""");
        assertThat(node("report").dependsOn()).containsExactly("model.shop.corrections", "model.shop.stg_sales");
        assertThat(node("report").uniqueKey()).containsExactly("id", "day");
        assertThat(parse().compile(node("report"), false)).doesNotContain("where");
        assertThat(parse().compile(node("report"), true)).contains("from build.corrections", "from build.report");
    }

    @Test
    void should_answer_var_and_env_var_and_when_the_run_started() throws IOException {
        write("dbt_project.yml", "name: shop\nvars:\n  size: 3\n  shop: {size: 4}\n");
        write("models/marts/report.sql", "select {{ var('size') }}, {{ var('colour', \"'red'\") }}, '{{ env_var('HOME_TOWN') }}', '{{ run_started_at }}'");
        assertThat(compiled("report")).isEqualTo("select 4, 'red', 'Riga', '2026-03-02 01:02:03.000456+00:00'");
    }

    @Test
    void should_build_in_a_schema_of_the_models_own() throws IOException {
        write("models/marts/report.sql", "{{ config(schema='finance') }} select '{{ this.schema }}' as home");
        write("models/marts/sum.sql", "select * from {{ ref('report') }}");
        assertThat(compiled("report")).isEqualTo("select 'build_finance' as home");
        assertThat(compiled("sum")).isEqualTo("select * from build_finance.report");
    }

    @Test
    void should_let_all_models_use_the_macros_of_the_project() throws IOException {
        write("macros/math.sql", "{% macro twice(column) -%}\n2 * {{ column }}\n{%- endmacro %}");
        write("models/marts/report.sql", "select {{ twice('id') }} as n from {{ ref('stg_sales') }}{% if target.type == 'duckdb' %} limit 1{% endif %}");
        assertThat(compiled("report")).isEqualTo("select 2 * id as n from build.stg_sales limit 1");
        engine = "postgres";
        assertThat(compiled("report")).isEqualTo("select 2 * id as n from build.stg_sales");
    }

    @Test
    void should_render_loops_sets_and_whitespace_control() throws IOException {
        write("models/marts/report.sql", "{%- set days = ['mon', 'tue'] -%}\nselect\n{%- for day in days %}\n    {{ day }}{% if not loop.last %},{% endif %}\n{%- endfor %}\nfrom t");
        assertThat(compiled("report")).isEqualTo("select\n    mon,\n    tue\nfrom t");
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
            Graph graph = Project.load(jar.getPath("/warehouse")).parse(new Invocation(new Target("duckdb", "build"), Instant.EPOCH, Map.of()));
            assertThat(graph.nodes()).extracting(Node::file).containsExactly("models/staging/stg_sales.sql");
        }
    }

    @Test
    void should_read_tests_with_severity_where_and_stored_failures() throws IOException {
        write("models/staging/staging.yml", """
            models:
              - name: stg_sales
                columns:
                  - name: id
                    data_tests:
                      - unique
                      - accepted_values: {arguments: {values: [1, 2]}, config: {severity: warn, where: "id > 0", store_failures: true}}
            """);
        Node accepted = node("accepted_values_stg_sales_id");
        assertThat(accepted.isStrict()).isFalse();
        assertThat(accepted.isStored()).isTrue();
        assertThat(parse().compile(accepted, "build.stg_sales")).contains("(select * from build.stg_sales where id > 0)").contains("not in ('1', '2')");
        assertThat(node("unique_stg_sales_id").isStrict()).isTrue();
    }

    @Test
    void should_make_a_test_of_a_declared_grain() throws IOException {
        write("models/staging/staging.yml", "models: [{name: stg_sales, meta: {grain: [id, day]}}]");
        assertThat(parse().compile(node("grain_stg_sales"), "build.stg_sales")).contains("group by id, day").contains("having count(*) > 1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"unique, not_null | false", "unique | true", "unique, not_null: {config: {severity: warn}} | true", "unique: {config: {where: id > 0}}, not_null | true"})
    void should_not_test_a_grain_that_its_columns_tests_make_sure_of(String tests, boolean isTested) throws IOException {
        write("models/staging/staging.yml", "models: [{name: stg_sales, meta: {grain: [id]}, columns: [{name: id, data_tests: [" + tests + "]}]}]");
        assertThat(parse().nodes().stream().map(Node::name).anyMatch("grain_stg_sales"::equals)).isEqualTo(isTested);
    }

    @Test
    void should_know_a_source_by_its_freshness() throws IOException {
        write("models/staging/sources.yml", """
            sources:
              - name: till
                loaded_at_field: _at
                freshness: {warn_after: {count: 1, period: day}}
                tables: [{name: sales}, {name: refunds, freshness: null}]
            """);
        assertThat(parse().sources()).extracting(Source::isWatched).containsExactly(true, false);
    }

    @Test
    void should_read_a_snapshot_within_its_block() throws IOException {
        write("snapshots/sales_snapshot.sql", "{% snapshot sales_snapshot %}\n{{ config(unique_key='id', strategy='check', check_cols=['price']) }}\nselect * from {{ ref('stg_sales') }}\n{% endsnapshot %}");
        assertThat(node("sales_snapshot").config().list("check_cols")).containsExactly("price");
        assertThat(compiled("sales_snapshot").strip()).isEqualTo("select * from build.stg_sales");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        a reference to no model         | ~select *
        from {{ ref('stg_sails') }}~                                              | models/marts/report.sql:2: | stg_sails
        an undeclared source            | select * from {{ source('till', 'refunds') }} | models/marts/report.sql:1: | 'refunds'
        a template that does not parse  | ~select 1

        {% for %}~                                                                | models/marts/report.sql:3: | for
        an unknown name                 | ~select 1 as n
        from {{ nowhere }}~                                                       | models/marts/report.sql:2: | nowhere
        an unknown function             | ~select 1 as n
        from {{ dbt_utils_star() }}~                                              | models/marts/report.sql:2: | dbt_utils_star
        an unknown setting              | ~
        {{ config(indexes='n') }} select 1~                                       | models/marts/report.sql:2: | 'indexes'
        an unknown materialization      | {{ config(materialized='materialized_view') }} select 1 | models/marts/report.sql:1: | 'materialized_view'
        an unknown strategy             | {{ config(incremental_strategy='merge') }} select 1 | models/marts/report.sql:1: | 'merge'
        a variable that is not set      | select {{ var('size') }}                  | models/marts/report.sql:1: | var('size')
        another environment             | select {{ env_var('NO_SUCH') }}           | models/marts/report.sql:1: | env_var('NO_SUCH')
        """)
    void should_refuse_in_a_model_with_file_and_line(String fault, String sql, String place, String word) throws IOException {
        write("models/marts/report.sql", sql);
        assertRefused(place, word);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        an unknown test                 | ~models:
          - name: stg_sales
            columns:
              - name: id
                data_tests: [is_prime]~                                           | models/marts/marts.yml:5: | is_prime
        a test of a whole model         | ~models:
          - name: stg_sales
            data_tests: [unique]~                                                 | models/marts/marts.yml:3: | stg_sales
        an unknown key of a test        | ~models:
          - name: stg_sales
            columns:
              - name: id
                data_tests:
                  - unique: {config: {error_if: ">5"}}~                           | models/marts/marts.yml:6: | error_if
        an unknown key of a model       | ~models:
          - name: stg_sales
            constraints: []~                                                      | models/marts/marts.yml:3: | constraints
        a description of no model       | models: [{name: reports}]               | models/marts/marts.yml:1: | 'reports'
        YAML that does not parse        | ~models:
          - name: [~                                                              | models/marts/marts.yml:2  | YAML
        """)
    void should_refuse_in_yaml_with_file_and_line(String fault, String yaml, String place, String word) throws IOException {
        write("models/marts/marts.yml", yaml);
        assertRefused(place, word);
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
    void should_refuse_packages() throws IOException {
        write("packages.yml", "packages: []");
        assertRefused("packages.yml");
    }

    @Test
    void should_name_the_macro_that_is_wrong_and_who_uses_it() throws IOException {
        write("macros/a.sql", "{% macro once(column) -%}\n{{ column }}\n{%- endmacro %}\n");
        write("macros/math.sql", "{% macro twice(column) -%}\n2 * {{ colum }}\n{%- endmacro %}");
        write("models/marts/report.sql", "select {{ twice('id') }}");
        assertRefused("macros/math.sql:2", "models/marts/report.sql");
    }
}
