package io.talon.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.talon.warehouse.Warehouse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DuckDbBuildingTest extends BuildingContract {
    private Warehouse warehouse;

    @Override
    Warehouse open() throws Exception {
        warehouse = new Warehouse("jdbc:duckdb:" + folder.resolve("warehouse.duckdb"), "", "");
        warehouse.open();
        warehouse.register("sales", List.of("id", "price", "sold"));
        return warehouse;
    }

    @Override
    Building building(Warehouse warehouse) {
        return new Building(folder, folder, warehouse);
    }

    @Test
    void should_have_all_cores_for_everything_and_a_share_of_them_for_what_is_new() throws Exception {
        write("models/marts/prices.sql", "{{ config(materialized='incremental', unique_key='id') }} select id, price from {{ source('till', 'sales') }}");
        Building building = building(warehouse);
        int cores = Runtime.getRuntime().availableProcessors();
        building.build();
        assertThat(threads()).isEqualTo(cores);
        building.build();
        assertThat(threads()).isEqualTo(Math.max(1, cores / Warehouse.SIDE_BY_SIDE));
        building.build(new Order(List.of(), List.of(), true));
        assertThat(threads()).isEqualTo(cores);
    }

    private int threads() throws SQLException {
        try (Connection connection = warehouse.dataSource().getConnection(); Statement statement = connection.createStatement();
             ResultSet row = statement.executeQuery("select current_setting('threads')")) {
            row.next();
            return row.getInt(1);
        }
    }

    @AfterEach
    void close() {
        warehouse.close();
    }
}
