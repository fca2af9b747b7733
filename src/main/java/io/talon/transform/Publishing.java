package io.talon.transform;

import io.talon.ledger.Build;
import io.talon.model.Materialization;
import io.talon.model.Materialization.Existing;
import io.talon.model.Relation;
import io.talon.warehouse.Mart;
import io.talon.warehouse.Publication;
import io.talon.warehouse.Publication.Part;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows people what was built and tested: the models of the folder marts, without the columns that are the runner's own. */
public final class Publishing {
    private static final Logger LOG = LoggerFactory.getLogger(Publishing.class);
    private final Mart mart;
    private final Relations relations;
    private final Function<Instant, Optional<Instant>> through;
    private volatile CompletableFuture<Void> staging = CompletableFuture.completedFuture(null);

    /** @param through tells up to when all data had been loaded at an instant */
    public Publishing(Mart mart, DataSource warehouse, Function<Instant, Optional<Instant>> through) {
        this.mart = mart;
        this.through = through;
        this.relations = new Relations(warehouse);
    }

    /** Begins what people are to see after a build, and does not wait for it. */
    public void stage(@Variable("build") Build build, @Variable("project") ProjectRun run) throws SQLException {
        List<Part> parts = parts(Outcome.of(run));
        staging = CompletableFuture.runAsync(() -> stage(build, parts), task -> new Thread(task, "stage-mart").start());
    }

    private void stage(Build build, List<Part> parts) {
        try {
            mart.stage(build.id(), parts);
        } catch (Exception e) {
            // Whoever publishes meets it again, and where it is dealt with.
            LOG.debug("The mart of build {} could not be staged", build.id(), e);
        }
    }

    public void publish(@Variable("build") Build build, @Variable("outcome") Outcome outcome) throws SQLException, IOException {
        staging.join();
        mart.publish(new Publication(build.id(), parts(outcome), outcome.passed(), outcome.warnings(), through.apply(build.startedAt()).orElse(null)));
    }

    private List<Part> parts(Outcome outcome) throws SQLException {
        Map<String, Existing> built = relations.built();
        return outcome.marts().stream().filter(table -> built.containsKey(table.relation().toString())).map(table -> part(table, built)).toList();
    }

    public void copyAhead() throws IOException {
        mart.copyAhead();
    }

    private static Part part(Outcome.Table table, Map<String, Existing> built) {
        Relation pending = table.relation().beside(Materialization.PENDING);
        List<String> columns = built.get(table.relation().toString()).columns().stream().filter(column -> !column.startsWith("_")).toList();
        Existing changes = built.get(pending.toString());
        boolean isTracked = changes != null && (table.key().isEmpty() || changes.columns().equals(table.key()));
        return new Part(table.name(), table.relation().toString(), pending.toString(), columns, table.key(), isTracked, table.isView());
    }
}
