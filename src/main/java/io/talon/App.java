package io.talon;

import io.talon.deliver.Hooks;
import io.talon.export.Expectation;
import io.talon.interval.Demand;
import io.talon.ledger.Builds;
import io.talon.ledger.Ledger;
import io.talon.ledger.LedgerDatabase;
import io.talon.ledger.Notices;
import io.talon.ledger.Overview;
import io.talon.ledger.Run;
import io.talon.management.ManagementPort;
import io.talon.management.RunLedger;
import io.talon.management.Sources;
import io.talon.sandbox.Sandbox;
import io.talon.warehouse.Mart;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.main.Main;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Talon running: embedded parts, ledger, warehouse and routes, opened in this order and closed in the other. */
public final class App implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("talon");
    private final OpenParts opened = new OpenParts();
    private final LongAdder streamed = new LongAdder();
    private final Main camel = new Main();
    private Settings settings;
    private LedgerParts parts;
    private WarehouseParts warehouse;
    private Sandbox sandbox;
    private final List<String> notice = new ArrayList<>();
    private final SourceRoutes sources = new SourceRoutes(camel, () -> settings);
    private final Schedules schedules = new Schedules(camel::getCamelContext);
    private Operations operations;
    private AnswerParts answers;
    private DeliverParts deliveries;
    private final Hooks hooks = new Hooks();
    private ManagementParts management;

    private App() {
    }

    public static App start(Settings configured, Mode mode) throws Exception {
        App app = new App();
        try {
            app.open(configured, mode);
            return app;
        } catch (Exception e) {
            try (app) {
                throw e;
            }
        }
    }

    private void open(Settings configured, Mode mode) throws Exception {
        if (mode != Mode.LOOK) {
            HeadStart.begin();
        }
        settings = mode == Mode.LOOK ? configured : mode == Mode.MODEL ? alone(configured) : embedded(configured, mode);
        parts = ledger(mode);
        opened.add(parts.database());
        operations = new Operations(sources, parts.ledger(), parts.builds(), schedules);
        parts.bind(camel, settings);
        if (mode != Mode.LOOK) {
            parts.claim(configured);
            warehouse = WarehouseParts.open(settings, parts);
            opened.add(warehouse.warehouse());
            warehouse.bind(camel, settings, parts);
            work(mode);
        }
        Sources watched = new Sources(sources::names, schedules, parts.overview(), parts.ledger(), settings.duration("notify.late-after"));
        deliver(mode, watched);
        startRoutes(mode);
        if (mode != Mode.LOOK) {
            lead(mode);
        }
        if (mode == Mode.SERVICE) {
            serve(watched);
        }
    }

    /** Whoever has mistyped talon.home sees it by the ledger that begins there. */
    private LedgerParts ledger(Mode mode) {
        if (mode == Mode.LOOK) {
            return LedgerParts.look(settings);
        }
        String url = settings.text("ledger.jdbc-url");
        boolean isNew = !LedgerDatabase.exists(url);
        LedgerParts ledger = LedgerParts.open(settings);
        if (isNew && mode != Mode.TRIAL) {
            LOG.info("A new ledger begins in {}.", url.replaceFirst("jdbc:sqlite:", ""));
        }
        return ledger;
    }

    private void serve(Sources watched) throws Exception {
        answers = answers != null ? answers : AnswerParts.open(settings, warehouse, watched);
        if (settings.flag("management.enabled")) {
            management = opened.add(ManagementParts.open(settings, parts, warehouse, answers, deliveries == null ? null : deliveries.readers(), watched, camel.getCamelContext(), operations));
            notice.addAll(management.notice());
        }
    }

    /** Where nobody is to be told anything, nothing looks for it. */
    private void deliver(Mode mode, Sources watched) {
        if (mode == Mode.LOOK || mode == Mode.MODEL || !DeliverParts.isWanted(settings, parts, mode == Mode.SERVICE)) {
            settings = settings.with(Map.of("deliver.enabled", "false"));
            return;
        }
        answers = AnswerParts.open(settings, warehouse, watched);
        deliveries = DeliverParts.open(settings, parts, warehouse, answers, watched, hooks);
        deliveries.bind(camel);
    }

    private Settings alone(Settings configured) throws Exception {
        opened.add(Home.hold(configured));
        return configured;
    }

    /** Whoever asks for something particular need not read all that is guessed of the vendor. */
    private Settings embedded(Settings configured, Mode mode) throws Exception {
        opened.add(Home.hold(configured));
        Embedded embedded = opened.add(Embedded.start(configured));
        sandbox = embedded.sandbox();
        embedded.notice().stream().limit(mode == Mode.SERVICE ? Long.MAX_VALUE : 1).forEach(notice::add);
        return embedded.settings();
    }

    private void work(Mode mode) throws Exception {
        if (mode != Mode.MODEL) {
            Stages.bind(camel, settings, parts, hooks, streamed::add, opened::add);
            opened.add(new RunLedger(parts.overview(), new Expectation(settings.number("maestroqa.calls-per-minute")), operations, settings.home().toString()));
        }
        parts.resume(settings);
        // The next start, or another process, goes on with whatever this one has.
        opened.add(parts.lease()::release);
        opened.add(parts.ledger()::release);
    }

    /** The vendor is asked meanwhile: the first file that is to be loaded is long in coming. */
    private void lead(Mode mode) throws Exception {
        String other = holder();
        if (other != null && mode == Mode.MODEL) {
            throw new ConfigurationException("The warehouse is with " + other + ".", "Stop that process, or let it do the work.");
        }
        if (other != null) {
            notice.add("The warehouse is with " + other + "; this process asks and stores until that one is gone.");
        }
    }

    private String holder() {
        try {
            return warehouse.leadership().hold();
        } catch (SQLException e) {
            throw new ConfigurationException("The warehouse cannot be read: " + ExceptionUtils.getRootCauseMessage(e).replaceFirst("^\\w+: ", ""),
                "If its file is broken, move it away and say 'run': everything that has landed is loaded again from the store.");
        }
    }

    private void startRoutes(Mode mode) {
        CamelSetup.of(camel, settings, mode);
        opened.add(new CamelStop(camel, parts.ledger()));
        startCamel();
        if (mode != Mode.MODEL) {
            sources.refuseNone();
        }
    }

    private void startCamel() {
        try {
            camel.start();
        } catch (Exception e) {
            throw new ConfigurationException("The routes cannot be started: " + ExceptionUtils.getRootCauseMessage(e).replaceFirst("^\\w+: ", ""),
                "Correct the file in routes/ or the property that it names.");
        }
    }

    /** The names of all sources that are on. */
    public SortedSet<String> sources() {
        return sources.names();
    }

    public Operations operations() {
        return operations;
    }

    /** The management port, or null if there is none. */
    ManagementPort managementPort() {
        return management == null ? null : management.port();
    }

    /** Asks a source for runs, through its own route; answers them as they stand in the ledger. */
    public List<Run> demand(String source, Demand demand) throws Exception {
        return sources.demand(source, demand);
    }

    public Models models() throws Exception {
        return new Models(camel.getCamelTemplate(), warehouse.modeling(), parts.builds(), parts.overview(), settings::isSourceOn);
    }

    public Settings settings() {
        return settings;
    }

    public Ledger ledger() {
        return parts.ledger();
    }

    public Overview overview() {
        return parts.overview();
    }

    public Builds builds() {
        return parts.builds();
    }

    /** Writes what is to be delivered by now into the outbox. */
    public void collectDeliveries() {
        if (deliveries != null) {
            deliveries.agenda().collect();
        }
    }

    public Notices notices() {
        return parts.notices();
    }

    /** The published mart of a home, for questions only. */
    public static Mart reader(Settings settings) {
        return WarehouseParts.mart(settings, null);
    }

    public Mart mart() {
        return warehouse.mart();
    }

    /** The vendor's sandbox, or null where the vendor is real. */
    public Sandbox sandbox() {
        return sandbox;
    }

    /** What to say of the embedded parts at the start. */
    public List<String> notice() {
        return notice;
    }

    /** Bytes of exports that have passed since the start. */
    public long streamed() {
        return streamed.sum();
    }

    @Override
    public void close() throws Exception {
        opened.close();
    }
}
