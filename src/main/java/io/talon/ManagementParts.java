package io.talon;

import io.talon.deliver.Readers;
import io.talon.export.Calls;
import io.talon.export.Pace;
import io.talon.export.TokenAge;
import io.talon.management.Actions;
import io.talon.management.Addresses;
import io.talon.management.Api;
import io.talon.management.Credentials;
import io.talon.management.Health;
import io.talon.management.ManagementPort;
import io.talon.management.Metrics;
import io.talon.management.RouteTimes;
import io.talon.management.Sources;
import io.talon.management.Status;
import io.talon.store.Bucket;
import java.io.IOException;
import java.net.BindException;
import java.util.List;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the management port what it shows, and opens it if its address is free. */
final class ManagementParts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("talon");
    private final Addresses addresses;
    private final ManagementPort port;
    private final List<String> notice;

    private ManagementParts(Addresses addresses, ManagementPort port, List<String> notice) {
        this.addresses = addresses;
        this.port = port;
        this.notice = notice;
    }

    static ManagementParts open(Settings settings, LedgerParts ledger, WarehouseParts warehouse, AnswerParts answers, Readers readers, Sources sources, CamelContext context, Operations operations) throws IOException {
        Credentials credentials = new Credentials(settings.text("management.user"), settings.text("management.password"), answers.users());
        Calls calls = part(context, "pace", Pace.class).calls();
        TokenAge token = part(context, "tokenAge", TokenAge.class);
        int limit = settings.number("maestroqa.calls-per-minute");
        boolean mayOperate = settings.flag("management.operations");
        Addresses addresses = new Addresses(
            new Status(sources, ledger.overview(), ledger.builds(), calls, limit, token, warehouse.leadership(), mayOperate),
            new Metrics(sources, ledger.overview(), calls, limit, token, warehouse.leadership(), new RouteTimes(context)),
            new Health(ledger.overview(), part(context, "bucket", Bucket.class), warehouse.warehouse(), warehouse.leadership(), context::isStarted, sources),
            new Actions(operations, mayOperate), new Api(answers.answers(), answers.dashboards(), readers, credentials), mayOperate);
        return opened(settings, credentials, addresses);
    }

    private static <T> T part(CamelContext context, String name, Class<T> type) {
        return context.getRegistry().lookupByNameAndType(name, type);
    }

    /** The data matter more than the view of them: where the port is taken the service works without it. */
    private static ManagementParts opened(Settings settings, Credentials credentials, Addresses addresses) throws IOException {
        boolean hawtio = settings.flag("management.hawtio");
        try {
            ManagementPort port = ManagementPort.open(settings, credentials, addresses.handler(hawtio));
            return new ManagementParts(addresses, port, List.of("Operations page: " + port.address() + ", dashboards: " + port.address() + "dashboard" + (hawtio ? ", Hawtio: " + port.address() + "hawtio/" : "")));
        } catch (BindException e) {
            LOG.warn("The management port {}:{} cannot be had ({}), so there are no pages, health or metrics; Talon works without them. Stop the program that has it, or set management.port.",
                settings.text("management.host"), settings.text("management.port"), e.getMessage());
            return new ManagementParts(addresses, null, List.of());
        }
    }

    /** The port, or null where it could not be had. */
    ManagementPort port() {
        return port;
    }

    /** Where the page is, if there is one. */
    List<String> notice() {
        return notice;
    }

    @Override
    public void close() {
        if (port != null) {
            port.close();
        }
        addresses.close();
    }
}
