package io.talon.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talon.TalonException;
import io.talon.warehouse.Mart;
import io.talon.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a project makes of its sources, on each engine the same. */
abstract class BuildingContract {
    private static final Order FULL_REFRESH = new Order(List.of(), List.of(), true);
    @TempDir
    Path folder;
    private Warehouse warehouse;
    private Building building;

    abstract Warehouse open() throws Exception;

    abstract Building building(Warehouse warehouse);

    @BeforeEach
    void project() throws Exception {
        warehouse = open();
        building = building(warehouse);
        write("dbt_project.yml", "name: shop\nmodels:\n  shop:\n    marts: {+materialized: table}\n");
        write("models/sources.yml", "sources:\n  - name: till\n    schema: raw\n    tables:\n      - {name: sales, columns: [{name: id}, {name: price}, {name: sold}]}\n");
        building.build();
    }

    void write(String file, String text) throws IOException {
        Path path = folder.resolve("warehouse").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private void incremental(String config, String columns) throws IOException {
        write("models/marts/sales.sql", """
            {{ config(materialized='incremental'%s) }}
            select %s, cast(_load as integer) as _load from {{ source('till', 'sales') }}
            {%% if is_incremental() %%}where _load > (select max(_load) from {{ this }}){%% endif %%}""".formatted(config, columns));
    }

    void sale(int load, String id, int price) throws SQLException {
        execute("insert into raw.sales (_load, id, price, sold) values (" + load + ", '" + id + "', '" + price + "', '2026-03-0" + load + "')");
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = warehouse.dataSource().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        try (connection; Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(rows.getObject(i)));
                }
                found.add(String.join(" ", row));
            }
            return found;
        }
    }

    private List<String> built(String sql) throws SQLException {
        return rows(warehouse.dataSource().getConnection(), sql);
    }

    private List<String> published(String sql) throws SQLException {
        return rows(building.mart().open(), sql);
    }

    private static List<String> failed(ProjectRun run) {
        return run.results().stream().filter(Result::isFailed).map(result -> result.node().name()).toList();
    }

    @Test
    void should_replace_rows_of_the_same_key_and_add_the_others() throws Exception {
        incremental(", unique_key='id'", "id, price");
        sale(1, "a", 1);
        sale(1, "b", 2);
        building.build();
        sale(2, "b", 3);
        sale(2, "c", 4);
        ProjectRun run = building.build();
        assertThat(built("select id, price, _load from build.sales order by 1")).containsExactly("a 1 1", "b 3 2", "c 4 2");
        assertThat(run.results()).filteredOn(result -> result.node().name().equals("sales")).extracting(Result::rows).containsExactly(2L);
        assertThat(built("select table_name from information_schema.tables where table_name like '%tmp'")).isEmpty();
    }

    @Test
    void should_replace_rows_by_a_key_of_several_columns() throws Exception {
        incremental(", unique_key=['id', 'price']", "id, price, sold");
        sale(1, "a", 1);
        sale(1, "a", 2);
        building.build();
        sale(2, "a", 2);
        building.build();
        assertThat(built("select id, price, sold from build.sales order by 2")).containsExactly("a 1 2026-03-01", "a 2 2026-03-02");
        assertThat(published("select id, price, sold from sales order by 2")).containsExactly("a 1 2026-03-01", "a 2 2026-03-02");
    }

    @Test
    void should_append_without_a_key() throws Exception {
        incremental(", incremental_strategy='append'", "id");
        sale(1, "a", 1);
        building.build();
        sale(2, "a", 1);
        building.build();
        assertThat(built("select id from build.sales")).containsExactly("a", "a");
        assertThat(published("select id from sales")).containsExactly("a", "a");
    }

    @Test
    void should_append_whatever_key_is_declared_and_find_it_twice() throws Exception {
        incremental(", incremental_strategy='append', unique_key='id'", "id, price");
        write("models/marts/marts.yml", "models: [{name: sales, columns: [{name: id, data_tests: [unique: {config: {severity: warn}}]}]}]");
        sale(1, "a", 1);
        building.build();
        sale(2, "a", 2);
        assertThat(failed(building.build())).containsExactly("unique_sales_id");
        sale(3, "b", 3);
        building.build();
        assertThat(published("select id, price from sales order by 1, 2")).containsExactly("a 1", "a 2", "b 3");
    }

    @Test
    void should_build_anew_what_is_refreshed_in_full() throws Exception {
        incremental(", unique_key='id'", "id, price");
        sale(1, "a", 1);
        building.build();
        execute("delete from raw.sales");
        sale(2, "b", 2);
        building.build();
        assertThat(built("select id from build.sales order by 1")).containsExactly("a", "b");
        building.build(FULL_REFRESH);
        assertThat(built("select id from build.sales")).containsExactly("b");
        assertThat(published("select id from sales")).containsExactly("b");
    }

    @ParameterizedTest
    @CsvSource({"append_new_columns, a null 1;b 2 2, id price _load", "sync_all_columns, a null 1;b 2 2, id price _load", "ignore, a 1;b 2, id _load"})
    void should_take_new_columns_as_on_schema_change_says(String policy, String rows, String columns) throws Exception {
        String config = ", unique_key='id', on_schema_change='" + policy + "'";
        incremental(config, "id");
        sale(1, "a", 1);
        building.build();
        incremental(config, "id, price");
        sale(2, "b", 2);
        building.build();
        assertThat(built("select " + columns.replace(' ', ',') + " from build.sales order by 1")).containsExactly(rows.split(";"));
    }

    @Test
    void should_drop_columns_that_are_gone_if_all_are_to_be_in_step() throws Exception {
        incremental(", unique_key='id', on_schema_change='sync_all_columns'", "id, price");
        sale(1, "a", 1);
        building.build();
        incremental(", unique_key='id', on_schema_change='sync_all_columns'", "id");
        building.build();
        assertThat(built("select * from build.sales")).containsExactly("a 1");
        assertThat(published("select * from sales")).containsExactly("a");
    }

    @ParameterizedTest
    @CsvSource({"fail, 'id, price', 'id, price, sold'", "ignore, 'id, price', id"})
    void should_refuse_other_columns_and_say_what_to_do(String policy, String before, String now) throws Exception {
        String config = ", unique_key='id', on_schema_change='" + policy + "'";
        incremental(config, before);
        sale(1, "a", 1);
        building.build();
        incremental(config, now);
        assertThatThrownBy(() -> building.build()).isInstanceOfSatisfying(TalonException.class, refused -> {
            assertThat(refused.getMessage()).contains("models/marts/sales.sql", "on_schema_change is " + policy);
            assertThat(refused.remedy()).contains("--full-refresh");
        });
        building.build(FULL_REFRESH);
    }

    @ParameterizedTest
    @CsvSource({"view, table", "table, view", "view, incremental", "incremental, view", "table, incremental", "incremental, table", "ephemeral, table"})
    void should_change_what_a_model_is_built_as(String before, String now) throws Exception {
        sale(1, "a", 1);
        write("models/marts/sales.sql", "{{ config(materialized='" + before + "') }} select id from {{ source('till', 'sales') }}");
        building.build();
        write("models/marts/sales.sql", "{{ config(materialized='" + now + "', unique_key='id') }} select id from {{ source('till', 'sales') }}");
        building.build();
        assertThat(published("select id from sales")).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "incremental"})
    void should_publish_a_model_that_became_a_view_and_what_changes_in_it(String before) throws Exception {
        sale(1, "a", 1);
        write("models/marts/sales.sql", "{{ config(materialized='" + before + "', unique_key='id') }} select id, price from {{ source('till', 'sales') }}");
        building.build();
        write("models/marts/sales.sql", "{{ config(materialized='view') }} select id, price from {{ source('till', 'sales') }}");
        building.build();
        sale(2, "b", 2);
        building.build();
        assertThat(published("select id from sales order by 1")).containsExactly("a", "b");
    }

    @Test
    void should_publish_what_a_snapshot_among_the_marts_saw() throws Exception {
        write("snapshots/marts/prices.sql", "{% snapshot prices %}{{ config(unique_key='id', strategy='check', check_cols=['price']) }} select id, price from {{ source('till', 'sales') }}{% endsnapshot %}");
        sale(1, "a", 1);
        building.build();
        execute("update raw.sales set price = '2'");
        building.build();
        assertThat(published("select price, dbt_valid_to is null from prices order by 1")).containsExactly("1 false", "2 true");
        assertThat(built("select table_name from information_schema.tables where table_name like '%tmp'")).isEmpty();
    }

    @Test
    void should_publish_as_a_whole_what_has_a_key_that_is_not_shown() throws Exception {
        incremental(", unique_key='_load'", "id, price");
        sale(1, "a", 1);
        building.build();
        sale(2, "b", 2);
        building.build();
        assertThat(published("select price from sales order by 1")).containsExactly("1", "2");
    }

    @Test
    void should_stamp_later_runs_with_later_instants() throws Exception {
        write("models/marts/stamped.sql", "{{ config(materialized='incremental', unique_key='n') }} select 1 as n, cast('{{ run_started_at }}' as timestamp) as stamp");
        building.build();
        String first = built("select stamp from build.stamped").get(0);
        execute("update build._last_run set started_at = timestamp '2999-12-31 00:00:00'");
        building.build();
        assertThat(built("select stamp from build.stamped").get(0)).startsWith("3000-01-01".equals(first) ? first : "2999-12-31").isGreaterThan(first);
    }

    @Test
    void should_keep_what_a_snapshot_saw_from_when_to_when() throws Exception {
        write("snapshots/prices.sql", """
            {% snapshot prices %}
            {{ config(unique_key='id', strategy='check', check_cols=['price'], hard_deletes='invalidate') }}
            select id, price from {{ source('till', 'sales') }}
            {% endsnapshot %}""");
        sale(1, "a", 1);
        sale(1, "b", 1);
        building.build();
        building.build();
        execute("update raw.sales set price = '2' where id = 'a'");
        execute("delete from raw.sales where id = 'b'");
        sale(2, "c", 3);
        building.build();
        assertThat(built("select id, price, dbt_valid_to is null from build.prices order by 1, 2")).containsExactly("a 1 false", "a 2 true", "b 1 false", "c 3 true");
        assertThat(built("select count(distinct dbt_scd_id) from build.prices")).containsExactly("4");
        assertThat(built("select count(*) from build.prices o join build.prices n on n.id = o.id and n.dbt_valid_from = o.dbt_valid_to")).containsExactly("1");
    }

    @Test
    void should_take_a_snapshots_instants_from_the_column_that_says_them() throws Exception {
        write("snapshots/prices.sql", """
            {% snapshot prices %}
            {{ config(unique_key='id', strategy='timestamp', updated_at='updated') }}
            select id, price, cast(sold as timestamp) as updated from {{ source('till', 'sales') }}
            {% endsnapshot %}""");
        sale(1, "a", 1);
        building.build();
        execute("update raw.sales set price = '2'");
        building.build();
        assertThat(built("select price from build.prices")).containsExactly("1");
        execute("update raw.sales set sold = '2026-03-05'");
        building.build();
        assertThat(built("select price, cast(dbt_valid_from as date), cast(dbt_valid_to as date) from build.prices order by 1")).containsExactly("1 2026-03-01 2026-03-05", "2 2026-03-05 null");
    }

    @Test
    void should_type_a_seed_where_it_is_told_to() throws Exception {
        write("seeds/shops.csv", "id,size\n1,20\n2,\n");
        write("seeds/seeds.yml", "seeds: [{name: shops, config: {column_types: {size: integer}}}]");
        building.build();
        assertThat(built("select id, size + 1 from build.shops order by id")).containsExactly("1 21", "2 null");
    }

    @Test
    void should_keep_the_rows_that_fail_a_test_where_it_is_told_to() throws Exception {
        write("models/marts/sales.sql", "select id from {{ source('till', 'sales') }}");
        write("models/marts/marts.yml", "models: [{name: sales, columns: [{name: id, data_tests: [not_null: {config: {store_failures: true, severity: warn}}]}]}]");
        execute("insert into raw.sales (_load) values (1)");
        ProjectRun run = building.build();
        assertThat(failed(run)).containsExactly("not_null_sales_id");
        assertThat(built("select count(*) from build_dbt_test__audit.not_null_sales_id")).containsExactly("1");
    }

    @Test
    void should_say_how_many_rows_fail_and_show_the_first() throws Exception {
        write("models/marts/sales.sql", "select id, price from {{ source('till', 'sales') }}");
        write("models/marts/marts.yml", "models: [{name: sales, meta: {grain: [id]}}]");
        for (int i = 0; i < 9; i++) {
            sale(1, "a" + i, i);
            sale(2, "a" + i, i);
        }
        Result grain = building.build().results().stream().filter(result -> result.node().name().equals("grain_sales")).findFirst().orElseThrow();
        assertThat(grain.status()).isEqualTo("fail");
        assertThat(grain.rows()).isEqualTo(9);
        assertThat(grain.examples()).hasSize(5).allSatisfy(row -> assertThat(row).containsKeys("id", "n_records"));
    }

    @Test
    void should_say_which_join_breaks_a_grain() throws Exception {
        write("seeds/shops.csv", "id,town\na,Riga\na,Tartu\n");
        write("models/marts/sales.sql", """
            with sales as (select * from {{ source('till', 'sales') }}), shops as (select * from {{ ref('shops') }})
            select sales.id, shops.town from sales left join shops on shops.id = sales.id""");
        write("models/marts/marts.yml", "models: [{name: sales, meta: {grain: [id]}}]");
        sale(1, "a", 1);
        assertThat(building.build().results()).filteredOn(Result::isFailed).extracting(Result::toString).singleElement().asString().contains("shops", "brings 2 rows", "id='a'");
    }

    @Test
    void should_test_what_a_build_changed_and_everything_when_asked() throws Exception {
        incremental(", unique_key='id'", "id, price");
        write("models/marts/marts.yml", "models: [{name: sales, columns: [{name: id, data_tests: [unique]}, {name: price, data_tests: [{accepted_values: {arguments: {values: [1]}}}]}]}]");
        sale(1, "a", 1);
        building.build();
        execute("update build.sales set price = '9'");
        sale(2, "b", 1);
        assertThat(failed(building.build())).isEmpty();
        assertThat(failed(building.test())).containsExactly("accepted_values_sales_price");
        sale(3, "c", 3);
        assertThat(failed(building.build())).containsExactly("accepted_values_sales_price");
    }

    @Test
    void should_hold_what_a_held_build_left_until_it_passes() throws Exception {
        incremental(", unique_key='id'", "id, price");
        write("models/marts/more.sql", "select 1 as n");
        write("models/marts/untested.sql", "select 1 as n");
        write("models/marts/marts.yml", "models: [{name: sales, columns: [{name: price, data_tests: [{accepted_values: {arguments: {values: [1]}}}]}]}, {name: more, columns: [{name: n, data_tests: [not_null]}]}]");
        sale(1, "a", 1);
        building.build();
        sale(2, "b", 9);
        assertThat(failed(building.build())).containsExactly("accepted_values_sales_price");
        sale(3, "c", 1);
        assertThat(failed(building.build())).containsExactly("accepted_values_sales_price");
        assertThat(failed(building.build(new Order(List.of("more"), List.of(), false)))).containsExactly("accepted_values_sales_price");
        assertThat(failed(building.build(new Order(List.of("untested"), List.of(), false)))).containsExactly("accepted_values_sales_price");
        assertThat(published("select id from sales")).containsExactly("a");
        sale(4, "b", 1);
        assertThat(failed(building.build())).isEmpty();
        assertThat(published("select id, price from sales order by 1")).containsExactly("a 1", "b 1", "c 1");
        sale(5, "d", 1);
        assertThat(building.build().results()).filteredOn(result -> result.node().is("test") && result.compiled().contains("__dbt_tmp")).hasSize(1);
    }

    @Test
    void should_publish_a_column_whose_type_has_changed_as_it_is_now() throws Exception {
        for (String value : List.of("1", "cast(0.25 as decimal(4, 2))", "'a quarter'")) {
            write("models/marts/share.sql", "select " + value + " as share");
            building.build();
            assertThat(published("select share from share")).containsExactly(value.replaceAll("cast\\(| as decimal.*|'", ""));
        }
    }

    @Test
    void should_test_all_that_was_built_without_its_tests() throws Exception {
        incremental(", unique_key='id'", "id, price");
        write("models/marts/marts.yml", "models: [{name: sales, columns: [{name: price, data_tests: [{accepted_values: {arguments: {values: [1]}}}]}]}]");
        sale(1, "a", 1);
        building.build();
        sale(2, "b", 9);
        building.build(new Order(List.of("resource_type:model"), List.of(), false));
        assertThat(failed(building.build())).containsExactly("accepted_values_sales_price");
    }

    @Test
    void should_miss_the_parents_of_what_a_build_changed() throws Exception {
        incremental(", unique_key='id'", "id, price");
        write("seeds/prices.csv", "price\n1\n2\n");
        write("models/marts/marts.yml", "models: [{name: sales, columns: [{name: price, data_tests: [{relationships: {arguments: {to: ref('prices'), field: price}}}]}]}]");
        sale(1, "a", 1);
        building.build();
        sale(2, "b", 2);
        sale(2, "c", 3);
        sale(2, "d", 3);
        ProjectRun run = building.build();
        assertThat(run.results()).filteredOn(Result::isFailed).singleElement().satisfies(result -> {
            assertThat(result.rows()).isEqualTo(2);
            assertThat(result.compiled()).contains("__dbt_tmp");
        });
    }

    @Test
    void should_publish_no_column_of_the_runners_own_and_nothing_but_marts() throws Exception {
        write("models/staging/stg_sales.sql", "select id, _load from {{ source('till', 'sales') }}");
        write("models/marts/sales.sql", "select id, _load from {{ ref('stg_sales') }}");
        sale(1, "a", 1);
        building.build();
        assertThat(published("select * from sales")).containsExactly("a");
        assertThatThrownBy(() -> published("select * from stg_sales")).isInstanceOf(SQLException.class);
        assertThat(published("select build from " + Mart.ABOUT)).hasSize(1);
    }

    @Test
    void should_publish_changes_only_and_everything_after_a_full_refresh() throws Exception {
        incremental(", unique_key='id'", "id, price");
        sale(1, "a", 1);
        sale(1, "b", 1);
        building.build();
        building.build();
        execute("update build.sales set price = '7' where id = 'a'");
        sale(2, "c", 2);
        building.build();
        assertThat(published("select id, price from sales order by 1")).containsExactly("a 1", "b 1", "c 2");
        execute("delete from raw.sales where id = 'b'");
        building.build(FULL_REFRESH);
        assertThat(published("select id, price from sales order by 1")).containsExactly("a 1", "c 2");
    }

    @Test
    void should_publish_the_changes_of_builds_that_were_held_with_the_next_that_is_not() throws Exception {
        incremental(", unique_key='id'", "id, price");
        sale(1, "a", 1);
        building.build();
        write("tests/never.sql", "select 1 as n");
        sale(2, "b", 2);
        assertThat(failed(building.build())).containsExactly("never");
        sale(3, "a", 3);
        assertThat(failed(building.build())).containsExactly("never");
        assertThat(published("select id, price from sales")).containsExactly("a 1");
        Files.delete(folder.resolve("warehouse/tests/never.sql"));
        building.build();
        assertThat(published("select id, price from sales order by 1")).containsExactly("a 3", "b 2");
    }

    @Test
    void should_take_a_model_that_is_gone_out_of_the_mart() throws Exception {
        write("models/marts/sales.sql", "select 1 as n");
        write("models/marts/more.sql", "select 2 as n");
        building.build();
        Files.delete(folder.resolve("warehouse/models/marts/more.sql"));
        building.build();
        assertThat(published("select n from sales")).containsExactly("1");
        assertThatThrownBy(() -> published("select n from more")).isInstanceOf(SQLException.class);
    }

    @Test
    void should_name_file_and_line_of_what_the_engine_refuses() throws Exception {
        write("models/marts/sales.sql", "select id\nfrom {{ source('till', 'sales') }}\nwhere no_such_column = 1");
        assertThatThrownBy(() -> building.build()).isInstanceOfSatisfying(TalonException.class, refused -> assertThat(refused.getMessage())
            .contains("warehouse/models/marts/sales.sql:3", "no_such_column"));
    }

    @Test
    void should_show_readers_whole_versions_only() throws Exception {
        write("models/marts/one.sql", "select cast(count(*) as integer) as n from {{ source('till', 'sales') }}");
        write("models/marts/two.sql", "select cast(count(*) as integer) as n from {{ source('till', 'sales') }}");
        building.build();
        List<String> seen = new ArrayList<>();
        Thread reader = new Thread(() -> read(seen));
        reader.start();
        for (int i = 0; i < 50; i++) {
            sale(1, "a", 1);
            building.build(new Order(List.of("resource_type:model"), List.of(), false));
        }
        reader.interrupt();
        reader.join();
        assertThat(seen).isNotEmpty().allMatch(pair -> pair.split(" ")[0].equals(pair.split(" ")[1]));
        assertThat(seen.stream().distinct().count()).isGreaterThan(5);
    }

    private void read(List<String> seen) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                seen.addAll(published("select one.n, two.n from one cross join two"));
            } catch (SQLException e) {
                seen.add("failed " + e.getMessage());
            }
        }
    }
}
