package io.talon.transform;

import io.talon.ledger.Build;
import io.talon.model.Materialization;
import io.talon.model.Materialization.Existing;
import io.talon.model.Node;
import io.talon.model.Relation;
import io.talon.warehouse.Mart;
import io.talon.warehouse.Publication;
import io.talon.warehouse.Publication.Part;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.apache.camel.Variable;

/** Shows people what was built and tested: the models of the folder marts, without the columns that are the runner's own. */
public final class Publishing {
    private final Mart mart;
    private final Relations relations;

    public Publishing(Mart mart, DataSource warehouse) {
        this.mart = mart;
        this.relations = new Relations(warehouse);
    }

    public void publish(@Variable("build") Build build, @Variable("project") ProjectRun run) throws SQLException, IOException {
        List<Part> parts = new ArrayList<>();
        for (Node node : run.graph().nodes()) {
            Existing existing = node.isPublished() ? relations.find(run.graph().relation(node)) : null;
            if (existing != null) {
                parts.add(part(node, run.graph().relation(node), existing));
            }
        }
        mart.publish(new Publication(build.id(), parts, run.getPassed(), run.getWarnings()));
    }

    private Part part(Node node, Relation relation, Existing existing) throws SQLException {
        Relation pending = relation.beside(Materialization.PENDING);
        List<String> columns = existing.columns().stream().filter(column -> !column.startsWith("_")).toList();
        List<String> key = node.isIncremental() ? node.uniqueKey() : List.of();
        Existing changes = relations.find(pending);
        boolean isTracked = changes != null && (!node.isIncremental() || Materialization.isCountOf(node, changes));
        return new Part(node.name(), relation.toString(), pending.toString(), columns, key, isTracked, node.materialized().equals("view"));
    }
}
