package io.talon.warehouse;

class DuckDbLoaderTest extends LoaderContract {

    @Override
    Warehouse warehouse() {
        return new Warehouse("jdbc:duckdb:" + folder.resolve("warehouse.duckdb"), "", "");
    }
}
