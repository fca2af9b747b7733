package io.talon;

import io.talon.deliver.Hooks;
import io.talon.export.Expectation;
import io.talon.export.Pace;
import io.talon.export.TokenAge;
import io.talon.failure.Failures;
import io.talon.interval.Demand;
import io.talon.interval.Planner;
import io.talon.ledger.Builds;
import io.talon.ledger.Ledger;
import io.talon.ledger.Notices;
import io.talon.ledger.Run;
import io.talon.management.ManagementPort;
import io.talon.management.RunLedger;
import io.talon.management.Sources;
import io.talon.sandbox.Sandbox;
import io.talon.warehouse.Mart;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.SortedSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.main.Main;
import org.apache.commons.lang3.ObjectUtils;
import org.apache.commons.lang3.exception.ExceptionUtils;

/** Talon running: embedded parts, ledger, warehouse and routes, opened in this order and closed in the other. */
public final class App implements AutoCloseable {
    /** At a stop these steps may end; after so long they are broken off, and the ledger has their runs. */
    private static final List<String> STEPS = List.of("store-export", "load-run", "build-mart");
    private static final Duration STEP_MAY_TAKE = Duration.ofSeconds(20);
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final LongAdder streamed = new LongAdder();
    private final Main camel = new Main();
    private Settings settings;
    private LedgerParts parts;
    private WarehouseParts warehouse;
    private Sandbox sandbox;
    private final List<String> notice = new ArrayList<>();
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
            app.close();
            throw e;
        }
    }

    private void open(Settings configured, Mode mode) throws Exception {
        if (mode != Mode.LOOK) {
            HeadStart.begin();
        }
        settings = mode == Mode.LOOK ? configured : mode == Mode.MODEL ? alone(configured) : embedded(configured);
        parts = mode == Mode.LOOK ? LedgerParts.look(settings) : LedgerParts.open(settings);
        open(parts.database());
        operations = new Operations(this::sources, this::demand, parts.ledger(), parts.builds(), schedules);
        camel.bind("planner", new Planner(parts.ledger(), Clock.systemUTC(), settings.flag("schedule.catch-up")));
        bindLedger();
        if (mode != Mode.LOOK) {
            parts.claim(configured);
            warehouse = WarehouseParts.open(settings, parts);
            open(warehouse.warehouse());
            warehouse.bind(camel, settings, parts);
            work(mode);
        }
        Sources watched = new Sources(this::sources, schedules, parts.overview(), parts.ledger(), settings.duration("notify.late-after"));
        deliver(mode, watched);
        startRoutes(mode);
        if (mode != Mode.LOOK) {
            lead(mode);
        }
        if (mode == Mode.SERVICE) {
            serve(watched);
        }
    }

    private void serve(Sources watched) throws Exception {
        answers = answers != null ? answers : AnswerParts.open(settings, warehouse, watched);
        if (settings.flag("management.enabled")) {
            management = ManagementParts.open(settings, parts, warehouse, answers, deliveries == null ? null : deliveries.readers(), watched, camel.getCamelContext(), this);
            notice.add(management.notice());
        }
    }

    /** Where nobody is to be told anything, nothing looks for it. */
    private void deliver(Mode mode, Sources watched) {
        if (mode == Mode.LOOK || mode == Mode.MODEL || !DeliverParts.isWanted(settings, parts, mode == Mode.SERVICE)) {
            settings = settings.with(Map.of("deliver.enabled", "false"));
            return;
        }
        answers = AnswerParts.open(settings, warehouse, watched);
        deliveries = DeliverParts.open(settings, parts, warehouse.warehouse(), answers, watched, hooks);
        deliveries.bind(camel);
    }

    private Settings alone(Settings configured) throws Exception {
        open(Home.hold(configured.home()));
        return configured;
    }

    private Settings embedded(Settings configured) throws Exception {
        open(Home.hold(configured.home()));
        Embedded embedded = open(Embedded.start(configured));
        sandbox = embedded.sandbox();
        notice.addAll(embedded.notice());
        return embedded.settings();
    }

    private void bindLedger() {
        camel.bind("ledger", parts.ledger());
        camel.bind("builds", parts.builds());
        camel.bind("notices", parts.notices());
        camel.bind("pace", new Pace(settings.number("maestroqa.calls-per-minute"), settings.duration("maestroqa.request-pause"), settings.duration("export.poll-interval"), Clock.systemUTC()));
        camel.bind("failures", new Failures(parts.ledger(), parts.builds(), parts.notices(), settings.duration("export.deadline"), Clock.systemUTC()));
        LocalDate issued = settings.text("maestroqa.token-issued").isBlank() ? null : LocalDate.parse(settings.text("maestroqa.token-issued"));
        camel.bind("tokenAge", new TokenAge(issued, parts.notices(), Clock.systemUTC()));
    }

    private void work(Mode mode) throws Exception {
        if (mode != Mode.MODEL) {
            Stages.bind(camel, settings, parts, hooks, streamed::add, this::open);
            open(new RunLedger(parts.ledger(), new Expectation(settings.number("maestroqa.calls-per-minute")), operations, settings.home().toString()));
        }
        parts.resume(settings);
    }

    /** The vendor is asked meanwhile: the first file that is to be loaded is long in coming. */
    private void lead(Mode mode) throws Exception {
        String other = warehouse.leadership().hold();
        if (other != null && mode == Mode.MODEL) {
            throw new ConfigurationException("The warehouse is with " + other + ".", "Stop that process, or let it do the work.");
        }
        if (other != null) {
            notice.add("The warehouse is with " + other + "; this process asks and stores until that one is gone.");
        }
    }

    private <T extends AutoCloseable> T open(T part) {
        opened.push(part);
        return part;
    }

    private void startRoutes(Mode mode) {
        CamelSetup.of(camel, settings, mode);
        startCamel();
        if (mode != Mode.MODEL && sources().isEmpty()) {
            throw new ConfigurationException("No source is on: there is no route of group 'source'.", "Enable one with source.NAME.enabled=true, or add its file to routes/.");
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
        SortedSet<String> sources = new TreeSet<>();
        for (Route route : camel.getCamelContext().getRoutes()) {
            if ("source".equals(route.getGroup())) {
                sources.add(route.getEndpoint().getEndpointUri().replace("direct://", ""));
            }
        }
        return sources;
    }

    public Operations operations() {
        return operations;
    }

    /** The management port, or null if there is none. */
    ManagementPort managementPort() {
        return management == null ? null : management.port();
    }

    /** Asks a source for runs, through its own route; answers them as they stand in the ledger. */
    @SuppressWarnings("unchecked")
    public List<Run> demand(String source, Demand demand) throws Exception {
        if (!sources().contains(source)) {
            throw new ConfigurationException("There is no source '" + source + "'.",
                "Those that are on: " + String.join(", ", sources()) + ". Others are switched on by source.NAME.enabled=true.");
        }
        Exchange answer = camel.getCamelTemplate().request("direct:" + source, exchange -> exchange.getMessage().setBody(demand));
        if (ObjectUtils.firstNonNull(answer.getException(), answer.getProperty(Exchange.EXCEPTION_CAUGHT)) instanceof Exception refused) {
            throw refused;
        }
        return answer.getMessage().getBody(List.class);
    }

    public Models models() throws Exception {
        return new Models(camel.getCamelTemplate(), warehouse.modeling(), parts.builds(), settings::isSourceOn);
    }

    public Settings settings() {
        return settings;
    }

    public Ledger ledger() {
        return parts.ledger();
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

    private static void letStepsEnd(CamelContext context) throws Exception {
        context.getRouteController().stopRoute("take-due-runs");
        Instant latest = Instant.now().plus(STEP_MAY_TAKE);
        while (STEPS.stream().anyMatch(step -> context.getInflightRepository().size(step) > 0) && Instant.now().isBefore(latest)) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    @Override
    public void close() throws Exception {
        if (management != null) {
            management.close();
        }
        if (parts != null) {
            parts.ledger().stopping();
        }
        if (camel.getCamelContext() != null) {
            letStepsEnd(camel.getCamelContext());
        }
        camel.stop();
        try {
            if (parts != null) {
                parts.release();
            }
        } finally {
            parts = null;
            while (!opened.isEmpty()) {
                opened.pop().close();
            }
        }
    }
}
