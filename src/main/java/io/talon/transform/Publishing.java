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
import java.util.ArrayList;
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
    public void stage(@Variable("build") Build build, @Variable("project") ProjectRun run) {
        // No parallel multicast: with a split in one of its branches Camel loses the route that they share, now and then.
        staging = CompletableFuture.runAsync(() -> stage(build, Outcome.of(run)), task -> new Thread(task, "stage-mart").start());
    }

    private void stage(Build build, Outcome outcome) {
        try {
            mart.stage(build.id(), parts(outcome));
        } catch (Exception e) {
            // Whoever publishes meets it again, and where it is dealt with.
            LOG.debug("The mart of build {} could not be staged", build.id(), e);
        }
    }

    public void publish(@Variable("build") Build build, @Variable("outcome") Outcome outcome) throws SQLException, IOException {
        staging.join();
        mart.publish(new Publication(build.id(), parts(outcome), outcome.passed(), outcome.tests(), outcome.warnings(), through.apply(build.startedAt()).orElse(null)));
    }

    public void copyAhead() throws IOException {
        mart.copyAhead();
    }

    private List<Part> parts(Outcome outcome) throws SQLException {
        Map<String, Existing> built = relations.built();
        List<Part> parts = new ArrayList<>();
        for (Outcome.Table table : outcome.marts()) {
            if (built.containsKey(table.relation().toString())) {
                parts.add(part(table, built));
            }
        }
        return parts;
    }

    private Part part(Outcome.Table table, Map<String, Existing> built) throws SQLException {
        Relation pending = table.relation().beside(Materialization.PENDING);
        List<String> columns = built.get(table.relation().toString()).columns().stream().filter(column -> !column.startsWith("_")).toList();
        Existing keys = built.get(pending.toString());
        // Rows are replaced by a key that is shown; otherwise all of them are.
        List<String> key = columns.containsAll(table.key()) ? table.key() : List.of();
        boolean isTracked = keys != null && !table.isView() && keys.columns().equals(Part.pendingColumns(key));
        String changed = isTracked && !key.isEmpty() ? changed(table, columns, built) : null;
        return new Part(table.name(), table.relation().toString(), pending.toString(), changed, columns, key, isTracked, table.isView());
    }

    /** The table beside a relation that has all rows to be published, so that they need not be looked for in the whole; null if keys of earlier builds are pending too. */
    private String changed(Outcome.Table table, List<String> columns, Map<String, Existing> built) throws SQLException {
        Relation changes = table.relation().beside(Materialization.CHANGES);
        boolean isAll = table.hasChanges() && built.get(changes.toString()).columns().containsAll(columns)
            && relations.count(changes, table.key()) == relations.count(table.relation().beside(Materialization.PENDING), table.key());
        return isAll ? changes.toString() : null;
    }
}
