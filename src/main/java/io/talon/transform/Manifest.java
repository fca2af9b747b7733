package io.talon.transform;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.talon.model.Description;
import io.talon.model.Graph;
import io.talon.model.Node;
import io.talon.model.Relation;
import io.talon.model.Source;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** dbt's manifest.json, version 12: what the project holds and what depends on what. */
final class Manifest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private final Graph graph;

    private Manifest(Graph graph) {
        this.graph = graph;
    }

    static ObjectNode of(Graph graph) {
        return new Manifest(graph).file();
    }

    /** @param schema which of dbt's artefacts it is, and its version */
    static ObjectNode metadata(String schema, Graph graph) {
        String at = graph.invocation().startedAt().toString();
        return JSON.objectNode().put("dbt_schema_version", "https://schemas.getdbt.com/dbt/" + schema + ".json").put("dbt_version", "1.9.0").put("generated_at", at)
            .put("invocation_id", UUID.nameUUIDFromBytes(at.getBytes(StandardCharsets.UTF_8)).toString()).set("env", JSON.objectNode());
    }

    private ObjectNode file() {
        ObjectNode file = JSON.objectNode();
        ObjectNode metadata = metadata("manifest/v12", graph);
        metadata.put("project_name", graph.project()).put("adapter_type", graph.invocation().target().type());
        file.set("metadata", metadata);
        ObjectNode nodes = file.putObject("nodes");
        graph.nodes().forEach(node -> nodes.set(node.id(), node(node)));
        ObjectNode sources = file.putObject("sources");
        graph.sources().forEach(source -> sources.set(source.id(), source(source)));
        List.of("macros", "docs", "exposures", "metrics", "groups", "disabled", "group_map", "saved_queries", "semantic_models", "unit_tests").forEach(file::putObject);
        file.putObject("selectors");
        maps(file.putObject("parent_map"), file.putObject("child_map"));
        return file;
    }

    private void maps(ObjectNode parents, ObjectNode children) {
        graph.sources().forEach(source -> {
            parents.putArray(source.id());
            children.putArray(source.id());
        });
        graph.nodes().forEach(node -> children.putArray(node.id()));
        graph.nodes().forEach(node -> {
            parents.set(node.id(), array(node.dependsOn()));
            node.dependsOn().forEach(id -> children.withArray(id).add(node.id()));
        });
    }

    private ObjectNode node(Node node) {
        ObjectNode json = common(node.id(), node.type(), node.name(), node.file(), node.description());
        Relation relation = graph.relation(node);
        json.put("schema", relation.getSchema()).put("alias", relation.getIdentifier()).put("relation_name", node.isBuilt() ? relation.toString() : null);
        ArrayNode fqn = json.putArray("fqn").add(graph.project());
        node.folders().forEach(fqn::add);
        fqn.add(node.name());
        json.set("config", config(node));
        json.set("tags", array(node.config().list("tags")));
        json.put("raw_code", node.raw()).put("language", "sql");
        json.putObject("checksum").put("name", "none").put("checksum", "");
        ObjectNode dependsOn = json.putObject("depends_on");
        dependsOn.putArray("macros");
        dependsOn.set("nodes", array(node.dependsOn()));
        refs(json, node.dependsOn());
        if (node.test() != null) {
            json.putObject("test_metadata").put("name", node.test().kind()).putNull("namespace").putObject("kwargs").put("column_name", node.test().column());
            json.put("column_name", node.test().column()).put("attached_node", node.test().on());
        }
        return json;
    }

    private void refs(ObjectNode json, Set<String> dependsOn) {
        ArrayNode refs = json.putArray("refs");
        ArrayNode sources = json.putArray("sources");
        for (String id : dependsOn) {
            graph.node(id).ifPresent(node -> refs.addObject().put("name", node.name()).putNull("package").putNull("version"));
            graph.sources().stream().filter(source -> source.id().equals(id)).forEach(source -> sources.addArray().add(source.source()).add(source.name()));
        }
    }

    private static ObjectNode config(Node node) {
        ObjectNode config = MAPPER.valueToTree(node.config().all());
        config.put("materialized", node.materialized()).put("enabled", true);
        if (node.is("test")) {
            config.put("severity", node.config().text("severity", "error").toUpperCase(Locale.ROOT));
        }
        return config;
    }

    private ObjectNode source(Source source) {
        ObjectNode json = common(source.id(), "source", source.name(), source.file(), source.description());
        json.put("schema", source.relation().getSchema()).put("identifier", source.relation().getIdentifier()).put("source_name", source.source())
            .put("source_description", "").put("loader", "talon").put("loaded_at_field", source.loadedAtField()).put("relation_name", source.relation().toString());
        json.putArray("fqn").add(graph.project()).add(source.source()).add(source.name());
        json.set("freshness", source.freshness().isObject() ? source.freshness() : JSON.nullNode());
        json.set("tags", array(new TreeSet<>(source.config().list("tags"))));
        return json;
    }

    private ObjectNode common(String id, String type, String name, String file, Description description) {
        ObjectNode json = JSON.objectNode().put("unique_id", id).put("resource_type", type).put("name", name).put("package_name", graph.project()).put("path", file.replaceFirst("^[^/]*/", ""))
            .put("original_file_path", file).put("description", description.text()).putNull("database");
        ObjectNode columns = json.putObject("columns");
        description.columns().forEach(column -> columns.putObject(column.name()).put("name", column.name()).put("description", column.description())
            .put("data_type", column.dataType().isEmpty() ? null : column.dataType()));
        json.set("meta", MAPPER.valueToTree(description.meta()));
        return json;
    }

    private static ArrayNode array(Collection<String> values) {
        ArrayNode array = JSON.arrayNode();
        values.forEach(array::add);
        return array;
    }
}
