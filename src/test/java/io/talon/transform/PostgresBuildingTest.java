package io.talon.transform;

import io.talon.warehouse.Warehouse;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

class PostgresBuildingTest extends BuildingContract {
    private static EmbeddedPostgres postgres;
    private static int databases;
    private Warehouse warehouse;
    private String url;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Override
    Warehouse open() throws Exception {
        String name = "shop" + ++databases;
        try (var connection = postgres.getPostgresDatabase().getConnection(); var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        url = postgres.getJdbcUrl("postgres", name);
        warehouse = new Warehouse(url, "postgres", "postgres");
        warehouse.open();
        warehouse.register("sales", List.of("id", "price", "sold"));
        return warehouse;
    }

    @Override
    Building building(Warehouse warehouse) {
        return new Building(folder, folder, warehouse, url, "postgres", "postgres");
    }

    @AfterEach
    void close() {
        warehouse.close();
    }
}
