package io.talon;

import io.talon.transform.Artifacts;
import io.talon.transform.Dbt;
import io.talon.transform.Modeling;
import io.talon.transform.Publishing;
import io.talon.transform.Testing;
import io.talon.warehouse.DuckDbMart;
import io.talon.warehouse.Leadership;
import io.talon.warehouse.Loader;
import io.talon.warehouse.Mart;
import io.talon.warehouse.PostgresMart;
import io.talon.warehouse.Warehouse;
import java.time.Clock;
import javax.sql.DataSource;
import org.apache.camel.main.Main;

/** The warehouse and what works in it: loading, modeling, testing, publishing. */
record WarehouseParts(Warehouse warehouse, Mart mart, Leadership leadership, Modeling modeling) {

    static WarehouseParts open(Settings settings, LedgerParts ledger) {
        Warehouse warehouse = new Warehouse(settings.text("warehouse.jdbc-url"), settings.text("warehouse.user"), settings.text("warehouse.password"));
        return new WarehouseParts(warehouse, mart(settings, warehouse.dataSource()),
            new Leadership(ledger.lease(), ledger.notes(), warehouse, ledger.ledger(), ledger.builds(), ledger.notices()),
            new Modeling(settings.folder(), warehouse, new Artifacts(settings.home()), Clock.systemUTC()));
    }

    /** @param warehouse null for a reader */
    static Mart mart(Settings settings, DataSource warehouse) {
        String url = settings.text("warehouse.jdbc-url");
        return Warehouse.file(url).isPresent() ? new DuckDbMart(settings.home(), warehouse)
            : new PostgresMart(url, settings.text("warehouse.user"), settings.text("warehouse.password"), warehouse);
    }

    void bind(Main camel, Settings settings, LedgerParts ledger) {
        camel.bind("warehouse", warehouse.dataSource());
        camel.bind("warehouseFile", warehouse);
        camel.bind("loader", new Loader(warehouse, ledger.ledger(), settings.text("load.invalid-utf8").equals("replace")));
        camel.bind("modeling", modeling);
        camel.bind("testing", new Testing(warehouse, new Artifacts(settings.home())));
        camel.bind("dbt", new Dbt(settings.text("transform.dbt"), settings.folder(), settings.home(), warehouse,
            new Dbt.Login(settings.text("warehouse.jdbc-url"), settings.text("warehouse.user"), settings.text("warehouse.password"))));
        camel.bind("publishing", new Publishing(mart, warehouse.dataSource(), at -> ledger.overview().through(at, settings::isSourceOn)));
        camel.bind("leadership", leadership);
    }
}
