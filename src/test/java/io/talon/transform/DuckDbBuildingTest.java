package io.talon.transform;

import io.talon.warehouse.Warehouse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

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

    @AfterEach
    void close() {
        warehouse.close();
    }
}
