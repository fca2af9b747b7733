package io.talon;

import io.talon.export.Pace;
import io.talon.export.Vendor;
import io.talon.export.VendorAccess;
import io.talon.ledger.Ledger;
import io.talon.store.AddressRules;
import io.talon.store.Download;
import io.talon.store.ObjectKeys;
import io.talon.store.ObjectStore;
import io.talon.warehouse.Audit;
import io.talon.warehouse.Loader;
import io.talon.warehouse.Mart;
import io.talon.warehouse.Modeling;
import io.talon.warehouse.Warehouse;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.seda.SedaComponent;
import org.apache.camel.main.Main;

/** Gives the stages' routes the parts that they name: one method a stage. */
final class Stages {
    private static final int QUEUE = 100_000;
    private final Main camel;
    private final Settings settings;

    private Stages(Main camel, Settings settings) {
        this.camel = camel;
        this.settings = settings;
    }

    /** @param opened told each part that must be closed in the end */
    static void bind(Main camel, Settings settings, Ledger ledger, Mart mart, LongConsumer progress, Consumer<AutoCloseable> opened) throws SQLException {
        Stages stages = new Stages(camel, settings);
        stages.queues();
        stages.export();
        stages.store(progress, opened);
        stages.warehouse(ledger, mart, opened);
    }

    /** Queues take any number of waiting runs: the default of 1,000 would stop the ones that fill them. */
    private void queues() {
        SedaComponent seda = new SedaComponent();
        seda.setQueueSize(QUEUE);
        camel.bind("seda", seda);
        camel.configure().threadPool().setMaxQueueSize(QUEUE);
    }

    private void export() {
        URI vendor = settings.url("maestroqa.base-url");
        HttpComponent http = new HttpComponent();
        http.setHttpClientConfigurer(new VendorAccess(vendor, settings.text("maestroqa.api-token")));
        http.setConnectTimeout(10_000);
        http.setSoTimeout(30_000);
        http.setResponseTimeout(30_000);
        http.setCopyHeaders(false);
        camel.bind("http", http);
        camel.bind("https", http);
        camel.bind("pace", new Pace(settings.number("maestroqa.calls-per-minute"), settings.duration("maestroqa.request-pause"), settings.duration("export.poll-interval")));
        camel.bind("vendor", new Vendor(settings.duration("export.overlap"), Clock.systemUTC()));
    }

    private void store(LongConsumer progress, Consumer<AutoCloseable> opened) {
        URI endpoint = settings.text("store.endpoint").equals("aws") ? null : settings.url("store.endpoint");
        var s3 = ObjectStore.open(endpoint, settings.text("store.region"), settings.text("store.access-key"), settings.text("store.secret-key"),
            settings.flag("store.path-style"));
        opened.accept(s3);
        camel.bind("s3", s3);
        camel.bind("objectKeys", new ObjectKeys(settings.text("store.prefix")));
        AddressRules rules = new AddressRules(settings.url("maestroqa.base-url"), settings.flag("export.allow-private-urls"));
        camel.bind("download", new Download(rules, settings.home().resolve("spool"), progress));
    }

    private void warehouse(Ledger ledger, Mart mart, Consumer<AutoCloseable> opened) throws SQLException {
        Warehouse warehouse = new Warehouse(settings.text("warehouse.jdbc-url"), settings.text("warehouse.user"), settings.text("warehouse.password"));
        opened.accept(warehouse);
        camel.bind("warehouse", warehouse.dataSource());
        camel.bind("loader", new Loader(warehouse, ledger));
        camel.bind("modeling", new Modeling(settings.folder(), warehouse, mart));
        camel.bind("audit", new Audit());
    }
}
