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
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.camel.Variable;

/** Shows people what was built and tested: the models of the folder marts, without the columns that are the runner's own. */
public final class Publishing {
    private final Mart mart;
    private final Relations relations;
    private final Function<Instant, Optional<Instant>> through;

    /** @param through tells up to when all data had been loaded at an instant */
    public Publishing(Mart mart, DataSource warehouse, Function<Instant, Optional<Instant>> through) {
        this.mart = mart;
        this.through = through;
        this.relations = new Relations(warehouse);
    }

    public synchronized void publish(@Variable("build") Build build, @Variable("outcome") Outcome outcome) throws SQLException, IOException {
        Map<String, Existing> built = relations.built();
        List<Part> parts = outcome.marts().stream().filter(table -> built.containsKey(table.relation().toString())).map(table -> part(table, built)).toList();
        mart.publish(new Publication(build.id(), parts, outcome.passed(), outcome.warnings(), through.apply(build.startedAt()).orElse(null)));
    }

    /** A build that follows at once waits until the copy is made. */
    public synchronized void copyAhead() throws IOException {
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
