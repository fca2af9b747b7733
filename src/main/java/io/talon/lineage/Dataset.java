package io.talon.lineage;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.talon.Settings;
import io.talon.ledger.Run;
import io.talon.ledger.StoredObject;
import io.talon.model.Relation;
import io.talon.warehouse.Warehouse;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** What runs and builds read and write, by the names that OpenLineage gives to datasets. */
final class Dataset {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Settings settings;

    Dataset(Settings settings) {
        this.settings = settings;
    }

    /** The vendor's export of a source. */
    ObjectNode export(Run run) {
        return dataset(settings.text("maestroqa.base-url"), run.request().endpoint() + "/" + run.source());
    }

    ObjectNode object(StoredObject object) {
        return counted(dataset("s3://" + settings.text("store.bucket"), object.key()), object);
    }

    ObjectNode raw(StoredObject object) {
        return counted(table(new Relation("raw", "maestroqa_" + object.member())), object);
    }

    /** A table of the warehouse. */
    ObjectNode table(Relation relation) {
        return table(relation.getSchema() + "." + relation.getIdentifier(), file());
    }

    /** A table as readers see it. */
    ObjectNode mart(String name) {
        Optional<Path> published = file().map(warehouse -> settings.home().resolve("publish/mart.duckdb"));
        return table(published.isPresent() ? name : "marts." + name, published);
    }

    private Optional<Path> file() {
        return Warehouse.file(settings.text("warehouse.jdbc-url"));
    }

    /** The URL itself may hold a password. */
    private ObjectNode table(String name, Optional<Path> file) {
        if (file.isPresent()) {
            return dataset("file", file.get() + "/" + name);
        }
        URI database = URI.create(settings.text("warehouse.jdbc-url").substring("jdbc:".length()));
        return dataset("postgres://" + database.getHost() + ":" + (database.getPort() < 0 ? 5432 : database.getPort()), database.getPath().substring(1) + "." + name);
    }

    private static ObjectNode counted(ObjectNode dataset, StoredObject object) {
        ObjectNode statistics = Event.facet("OutputStatisticsOutputDatasetFacet", "1-0-2").put("size", object.bytes());
        if (object.rows() != null) {
            statistics.put("rowCount", object.rows());
        }
        dataset.putObject("outputFacets").set("outputStatistics", statistics);
        return dataset;
    }

    private static ObjectNode dataset(String namespace, String name) {
        return JSON.createObjectNode().put("namespace", namespace).put("name", name);
    }
}
