package io.talon;

import static org.awaitility.Awaitility.await;

import io.talon.interval.Demand;
import io.talon.ledger.Run;
import io.talon.sandbox.Sandbox;
import io.talon.sandbox.SandboxOptions;
import io.talon.warehouse.DuckDbMart;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The routes as they are, between a sandboxed vendor and an S3 server of their own, in an empty folder. */
abstract class RoutesFixture {
    static final Duration PATIENCE = Duration.ofMinutes(2);
    @TempDir
    Path folder;
    Sandbox sandbox;
    App app;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(sandboxOptions());
        prepare();
        app = App.start(settings(), Mode.COMMAND);
    }

    /** Puts into the working folder what should be there before the start. */
    void prepare() throws Exception {
    }

    @AfterEach
    void stop() throws Exception {
        app.close();
        sandbox.close();
    }

    SandboxOptions sandboxOptions() {
        return SandboxOptions.defaults().withProcessing(Duration.ZERO);
    }

    /** What a test sets apart from the defaults, in the spelling of environment variables. */
    Map<String, String> environment() {
        return Map.of();
    }

    Settings settings() {
        Map<String, String> environment = new HashMap<>(Map.of(
            "MAESTROQA_BASE_URL", sandbox.baseUrl().toString(),
            "MAESTROQA_API_TOKEN", SandboxOptions.defaults().token(),
            "MAESTROQA_CALLS_PER_MINUTE", "100000",
            "MAESTROQA_REQUEST_PAUSE", "1ms",
            "EXPORT_POLL_INTERVAL", "20ms"));
        environment.putAll(environment());
        return Settings.load(folder, environment, new Properties());
    }

    /** Stops the service and starts it again on what it left. */
    void restart() throws Exception {
        app.close();
        app = App.start(settings(), Mode.COMMAND);
    }

    List<Run> demand(String source, String day) throws Exception {
        Instant from = Instant.parse(day + "T00:00:00Z");
        return app.demand(source, new Demand(from, from.plus(Duration.ofDays(1)), "test " + day, true));
    }

    /** Asks for one day of a source and waits until its run has ended. */
    Run carried(String source, String day) throws Exception {
        return ended(demand(source, day).get(0));
    }

    Run ended(Run run) {
        await(run + " to end").atMost(PATIENCE).until(() -> now(run).state().ended());
        return now(run);
    }

    Run now(Run run) {
        return app.ledger().find(run.id()).orElseThrow();
    }

    /** The embedded mart. */
    Path martFile() {
        return ((DuckDbMart) app.mart()).file();
    }

    /** Waits until everything that has landed went through a build. */
    void built() {
        await("the build to end").atMost(PATIENCE).until(() -> !app.builds().isPending());
    }
}
