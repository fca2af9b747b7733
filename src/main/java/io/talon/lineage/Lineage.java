package io.talon.lineage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.talon.Settings;
import io.talon.ledger.Build;
import io.talon.ledger.Ledger;
import io.talon.ledger.Notice;
import io.talon.ledger.Notices;
import io.talon.ledger.Run;
import io.talon.ledger.RunState;
import io.talon.ledger.StoredObject;
import io.talon.model.Graph;
import io.talon.model.Invocation;
import io.talon.model.Node;
import io.talon.model.Target;
import io.talon.transform.Modeling;
import io.talon.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Variable;

/** Tells lineage tools which data came from where: one event a run and one a build, sent by the outbox as messages to people are. */
public final class Lineage {
    private final Ledger ledger;
    private final Notices notices;
    private final Settings settings;
    private final Dataset dataset;

    public Lineage(Ledger ledger, Notices notices, Settings settings) {
        this.ledger = ledger;
        this.notices = notices;
        this.settings = settings;
        this.dataset = new Dataset(settings);
    }

    /** Puts an event of everything that has ended since the last time into the outbox. */
    public void collect() {
        notices.runsWithoutLineage().forEach(run -> notices.tellLineage(run.id(), run.endedAt(), event(run)));
        notices.buildsWithoutLineage().forEach(build -> notices.tellLineage(build.toString(), build.endedAt(), event(build)));
    }

    private String event(Run run) {
        boolean isComplete = run.state() != RunState.FAILED;
        List<ObjectNode> outputs = isComplete ? ledger.objects(run).stream().flatMap(this::datasets).toList() : List.of();
        return new Event(run.source(), run.id(), run.endedAt(), isComplete).about(run.intervalStart(), run.intervalEnd()).failedFor(run.error())
            .from(List.of(dataset.export(run))).to(outputs).json();
    }

    private Stream<ObjectNode> datasets(StoredObject object) {
        boolean isLoaded = object.rows() != null && object.rows() > 0;
        return isLoaded ? Stream.of(dataset.object(object), dataset.raw(object)) : Stream.of(dataset.object(object));
    }

    /** Of a build that was not published no tables are told: its project may be one that cannot even be read. */
    private String event(Build build) {
        Event event = new Event("build", build.toString(), build.endedAt(), build.isPublished()).failedFor(build.error());
        return (build.isPublished() ? withTables(event, build) : event.from(List.of()).to(List.of())).json();
    }

    private Event withTables(Event event, Build build) {
        String engine = Warehouse.type(settings.text("warehouse.jdbc-url"));
        Graph graph = Modeling.graph(settings.folder(), new Invocation(new Target(engine, Warehouse.BUILD), build.startedAt(), System.getenv()));
        return event.from(graph.sources().stream().map(source -> dataset.table(source.relation())).toList())
            .to(graph.nodes().stream().filter(Node::isPublished).map(node -> dataset.mart(node.name())).toList());
    }

    public void append(@Variable("notice") Notice event) throws IOException {
        Path file = settings.home().resolve("lineage.ndjson");
        Files.writeString(file, event.text() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
