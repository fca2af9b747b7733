package io.talon;

import io.talon.ledger.Build;
import io.talon.ledger.Builds;
import io.talon.ledger.Overview;
import io.talon.ledger.RunState;
import io.talon.transform.Freshness;
import io.talon.transform.Modeling;
import io.talon.transform.Order;
import io.talon.transform.ProjectRun;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;
import org.apache.camel.ProducerTemplate;

/** The dbt project as somebody at the command line works it, by the routes that the service works it by. */
public final class Models {
    private final ProducerTemplate routes;
    private final Modeling modeling;
    private final Builds builds;
    private final Overview overview;
    private final Predicate<String> isOn;

    /** @param isOn tells of a source's name whether it is exported */
    Models(ProducerTemplate routes, Modeling modeling, Builds builds, Overview overview, Predicate<String> isOn) {
        this.routes = routes;
        this.modeling = modeling;
        this.builds = builds;
        this.overview = overview;
        this.isOn = isOn;
    }

    /** What a build came to. */
    public record Built(Build build, ProjectRun run) {
    }

    /** Builds, tests and publishes. */
    public Built build(Order order) throws SQLException {
        refuseUnloaded();
        ProjectRun run = modeling.begin(order);
        Build build = builds.begin(order.isWhole());
        routes.request("direct:build-mart", exchange -> {
            exchange.setVariable("build", build);
            exchange.setVariable("project", run);
        });
        return new Built(builds.now(build), run);
    }

    /** What a new warehouse lacks would be taken out of the mart, as if it had never landed. */
    private void refuseUnloaded() {
        long stored = overview.unfinished().stream().filter(run -> run.state() == RunState.STORED).count();
        if (stored > 0) {
            throw new ConfigurationException("In the warehouse there is not all that is stored: " + Count.of(stored, "run") + " must be loaded first.", "Say 'run', or start the service: it loads and builds.");
        }
    }

    /** Runs the tests on what is there. */
    public ProjectRun test(Order order) throws SQLException {
        ProjectRun run = modeling.begin(order);
        routes.request("direct:test-models", exchange -> exchange.setVariable("project", run));
        modeling.tested(run);
        return run;
    }

    /** Writes the project's documentation and answers where it is. */
    public Path document() throws SQLException, IOException {
        return modeling.document();
    }

    public List<Freshness> freshness() throws SQLException {
        return modeling.freshness(modeling.begin(Order.EVERYTHING), isOn);
    }
}
