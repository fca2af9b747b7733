package io.talon;

import com.zaxxer.hikari.HikariDataSource;
import io.talon.dashboard.Dashboards;
import io.talon.deliver.Deliveries;
import io.talon.deliver.DeliveriesReader;
import io.talon.export.VendorProbe;
import io.talon.interval.Demand;
import io.talon.ledger.LedgerDatabase;
import io.talon.ledger.LedgerVersion;
import io.talon.ledger.Overview.Tally;
import io.talon.model.Graph;
import io.talon.model.Invocation;
import io.talon.model.Target;
import io.talon.semantic.Definitions;
import io.talon.store.StoreProbe;
import io.talon.transform.Artifacts;
import io.talon.transform.Modeling;
import io.talon.warehouse.Warehouse;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.commons.lang3.exception.ExceptionUtils;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Whether a start would succeed, asked of each part apart from the others. The routes are started for a trial in a folder that is thrown
 * away; of the vendor, the store and the databases nothing is asked that would leave a trace.
 */
public final class Validation implements AutoCloseable {
    /**
     * What was found of one part.
     *
     * @param state  ok, WRONG, or skip if it was not tried, since what it needs is wrong
     * @param remedy what to do about it; null if it is well
     */
    public record Finding(String state, String part, String words, String remedy) {
        public boolean isWell() {
            return remedy == null;
        }
    }

    private static final String NONE_YET = "there is none yet; the first start makes it";

    /** A part that cannot be tried before another is well. */
    private static final class UntriedException extends TalonException {
        UntriedException(String message, String remedy) {
            super(message, remedy);
        }
    }

    private final List<Finding> findings = new ArrayList<>();
    private final Path folder;
    private Settings settings;
    private Settings tried;
    private Settings looked;
    private Definitions definitions;
    private App trial;

    public Validation() throws IOException {
        folder = Files.createTempDirectory("talon-validate");
    }

    /** Checks the parts in the order in which a start needs them; where the properties are wrong, no further. */
    public List<Finding> check(Callable<Settings> properties) {
        check("properties", () -> read(properties.call()));
        if (settings != null) {
            check("routes", this::routes);
            check("project", this::project);
            check("access", this::access);
            check("deliveries", this::deliveries);
            check("home", this::home);
            check("management", this::management);
            check("ledger", this::ledger);
            check("warehouse", this::warehouse);
            check("store", this::store);
            check("vendor", this::vendor);
        }
        return findings;
    }

    /** The settings, if their ledger can be looked into. */
    public Optional<Settings> looked() {
        return Optional.ofNullable(looked);
    }

    private void check(String part, Callable<String> check) {
        try {
            findings.add(new Finding("ok", part, Secrets.mask(check.call()), null));
        } catch (TalonException e) {
            findings.add(new Finding(e instanceof UntriedException ? "skip" : "WRONG", part, Secrets.mask(e.getMessage()), Secrets.mask(e.remedy())));
        } catch (Exception e) {
            findings.add(new Finding("WRONG", part, Secrets.mask(ExceptionUtils.getRootCauseMessage(e)), "Correct what it says."));
        }
    }

    private String read(Settings loaded) {
        settings = loaded;
        tried = loaded.with(Map.of("talon.home", folder.toString(), "ledger.jdbc-url", "jdbc:sqlite:" + folder + "/ledger.db",
            "warehouse.jdbc-url", "jdbc:duckdb:" + folder + "/warehouse.duckdb", "store.endpoint", Settings.EMBEDDED));
        String found = Files.exists(loaded.folder().resolve(Settings.FILE)) ? Settings.FILE + " is read, and every value can be used"
            : "there is no " + Settings.FILE + " here, so the defaults hold";
        return String.join("; but: ", Stream.concat(Stream.of(found), loaded.warnings().stream()).toList());
    }

    private String routes() throws Exception {
        trial = App.start(deliverable(), Mode.TRIAL);
        for (String source : trial.sources()) {
            trial.demand(source, new Demand(null, Instant.now(), "validate", false));
        }
        return "they start; sources that are on: " + String.join(", ", trial.sources());
    }

    /** What is wrong with deliveries is told of them, and not of the routes too. */
    private Settings deliverable() {
        try {
            DeliverParts.check(tried);
            return tried;
        } catch (TalonException e) {
            return tried.with(Map.of("deliver.enabled", "false"));
        }
    }

    private String project() {
        definitions = Definitions.load(settings.folder());
        String engine = Warehouse.type(settings.text("warehouse.jdbc-url"));
        Graph graph = Modeling.graph(settings.folder(), new Invocation(new Target(engine, Warehouse.BUILD), Instant.now(), System.getenv()));
        Dashboards dashboards = Dashboards.load(settings.folder(), definitions);
        return new Artifacts(folder).compile(graph, graph.select(List.of(), List.of())) + " models and tests compile for " + engine + "; "
            + definitions.explores().size() + " explores can be asked, " + dashboards.all().size() + " dashboards shown" + String.join("", dashboards.warnings().stream().map("; "::concat).toList());
    }

    private String access() {
        if (definitions == null) {
            throw new UntriedException("Who may see what could not be checked without the project's definitions.", "Correct the project first.");
        }
        int users = AnswerParts.users(settings, definitions).logins().size();
        return users == 0 ? "there are no users beside whoever runs Talon" : Count.of(users, "user") + " may ask";
    }

    private boolean isWell(String part) {
        return findings.stream().anyMatch(finding -> finding.part().equals(part) && finding.isWell());
    }

    private String deliveries() {
        if (!isWell("project") && !DeliveriesReader.read(settings.folder()).isEmpty()) {
            throw new UntriedException("What is delivered could not be checked without the project.", "Correct the project first.");
        }
        Deliveries deliveries = DeliverParts.check(settings);
        return deliveries.isEmpty() ? "nobody is sent anything yet" : Count.of(deliveries.scheduledPlans().size(), "plan") + " and " + Count.of(deliveries.alerts().size(), "alert") + " can be worked";
    }

    private String home() throws IOException {
        Optional<Home> home = Home.tryHold(settings.home());
        if (home.isEmpty()) {
            return settings.home() + " can be written to; " + Home.owner(settings.home()) + " works in it";
        }
        home.get().close();
        return settings.home() + " can be written to";
    }

    /** @return nothing if another process works in it */
    private Optional<Home> hold() {
        if (!isWell("home")) {
            throw new UntriedException("It could not be tried without talon.home.", "Correct talon.home first.");
        }
        return Home.tryHold(settings.home());
    }

    /** A service that works has the port itself. */
    private String management() throws IOException {
        if (!settings.flag("management.enabled")) {
            return "it is off";
        }
        Optional<Home> home = hold();
        if (home.isEmpty()) {
            return "it was not asked for, since " + Home.owner(settings.home()) + " works";
        }
        String address = settings.text("management.host") + ":" + settings.text("management.port");
        try (Home held = home.get(); ServerSocket port = new ServerSocket(Integer.parseInt(settings.text("management.port")), 1, InetAddress.getByName(settings.text("management.host")))) {
            return "the port " + address + " can be had";
        } catch (BindException e) {
            throw new ConfigurationException("The port " + address + " cannot be had (" + e.getMessage() + "): there would be no pages, health or metrics.",
                "Stop the program that has it, or set management.port.");
        }
    }

    private String ledger() {
        LedgerParts.refuseLost(settings);
        looked = settings;
        String url = settings.text("ledger.jdbc-url");
        if (!LedgerDatabase.exists(url)) {
            return NONE_YET;
        }
        try (HikariDataSource database = LedgerDatabase.open(url, settings.text("ledger.user"), settings.text("ledger.password"))) {
            LedgerVersion version = LedgerDatabase.version(database);
            return version.isThere() ? ledger(LedgerParts.of(settings, database, LedgerDatabase.jdbi(database)), version) : NONE_YET;
        }
    }

    private String ledger(LedgerParts parts, LedgerVersion version) {
        parts.check(settings);
        String knows = "it can be read, and knows " + Count.of(parts.overview().tallies().stream().mapToLong(Tally::number).sum(), "run");
        if (!version.isOlder()) {
            return knows;
        }
        looked = null;
        return knows + "; it is of version " + version.found() + " and will be brought to version " + version.next() + " by the next start, after which 'plan' shows what comes next";
    }

    /** A DuckDB file belongs to one process, and one that is made too early looks as if its ledger were lost. */
    private String warehouse() throws Exception {
        Optional<Path> file = Warehouse.file(settings.text("warehouse.jdbc-url"));
        if (file.isPresent() && !Files.exists(file.get())) {
            return NONE_YET;
        }
        Optional<Home> home = hold();
        if (file.isPresent() && home.isEmpty()) {
            return "it is open in " + Home.owner(settings.home());
        }
        try (Warehouse warehouse = new Warehouse(settings.text("warehouse.jdbc-url"), settings.text("warehouse.user"), settings.text("warehouse.password"))) {
            warehouse.check();
            return "it can be opened and written to";
        } finally {
            if (home.isPresent()) {
                home.get().close();
            }
        }
    }

    private String store() {
        Settings where = settings.isEmbedded("store.endpoint") ? trial().settings() : settings;
        try (S3Client s3 = Stages.s3(where)) {
            StoreProbe.tryOut(s3, where.text("store.bucket"), where.text("store.prefix"));
            return "an object can be written, read and deleted under " + where.text("store.bucket") + "/" + where.text("store.prefix");
        }
    }

    private String vendor() throws InterruptedException {
        Settings where = settings.isEmbedded("maestroqa.base-url") ? trial().settings() : settings;
        return VendorProbe.tryOut(where.url("maestroqa.base-url"), where.text("maestroqa.dialect"), where.text("maestroqa.api-token"), where.duration("maestroqa.call-timeout"));
    }

    private App trial() {
        if (trial == null) {
            throw new UntriedException("It is embedded, and could not be tried without the routes.", "Correct the routes first.");
        }
        return trial;
    }

    @Override
    public void close() throws Exception {
        if (trial != null) {
            trial.close();
        }
        Folders.delete(folder);
    }
}
