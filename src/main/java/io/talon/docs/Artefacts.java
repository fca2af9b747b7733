package io.talon.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.talon.docs.DocumentedProject.Column;
import io.talon.docs.DocumentedProject.Freshness;
import io.talon.docs.DocumentedProject.Node;
import io.talon.docs.DocumentedProject.Outcome;
import io.talon.docs.DocumentedProject.Test;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads out of dbt's artefacts what is shown of a project. */
final class Artefacts {
    private static final Set<String> SHOWN = Set.of("model", "seed", "snapshot", "source");
    private final JsonNode manifest;
    private final JsonNode run;
    private final Map<String, JsonNode> results;
    private final Map<String, JsonNode> freshness;
    private final Map<String, Long> rowCounts;

    Artefacts(JsonNode manifest, JsonNode runResults, JsonNode freshness, Map<String, Long> rowCounts) {
        this.manifest = manifest;
        this.run = runResults;
        this.results = byId(runResults);
        this.freshness = byId(freshness);
        this.rowCounts = rowCounts;
    }

    private static Map<String, JsonNode> byId(JsonNode artefact) {
        Map<String, JsonNode> results = new HashMap<>();
        artefact.path("results").forEach(result -> results.put(result.path("unique_id").asText(), result));
        return results;
    }

    DocumentedProject project() {
        List<JsonNode> all = Stream.of("sources", "nodes").flatMap(kind -> stream(manifest.path(kind))).toList();
        return new DocumentedProject(text(manifest.path("metadata"), "project_name"), text(run.path("metadata"), "generated_at"),
            run.has("elapsed_time") ? run.get("elapsed_time").asDouble() : null,
            all.stream().filter(node -> SHOWN.contains(type(node))).map(this::node).toList(),
            all.stream().filter(node -> type(node).equals("test")).map(this::test).toList());
    }

    private static String type(JsonNode node) {
        return node.path("resource_type").asText();
    }

    private Node node(JsonNode node) {
        String id = text(node, "unique_id");
        boolean isSource = type(node).equals("source");
        String relation = text(node, "schema") + "." + text(node, isSource ? "identifier" : "alias");
        return new Node(id, type(node), (isSource ? text(node, "source_name") + "." : "") + text(node, "name"), text(node, "original_file_path"),
            relation, text(node, "description"), text(node.path("config"), "materialized"), texts(node.path("tags")), grain(node),
            stream(node.path("columns")).map(Artefacts::column).toList(), texts(manifest.path("parent_map").path(id)), rowCounts.get(relation),
            text(node, "raw_code"), compiled(node), outcome(id), isSource ? freshness(node) : null);
    }

    private static List<String> grain(JsonNode node) {
        JsonNode own = node.path("config").path("meta").path("grain");
        return texts(own.isMissingNode() ? node.path("meta").path("grain") : own);
    }

    private static Column column(JsonNode column) {
        return new Column(text(column, "name"), text(column, "data_type"), text(column, "description"));
    }

    private String compiled(JsonNode node) {
        String compiled = text(node, "compiled_code");
        return compiled != null ? compiled : text(results.getOrDefault(text(node, "unique_id"), node), "compiled_code");
    }

    private Test test(JsonNode test) {
        String attached = text(test, "attached_node");
        return new Test(text(test, "unique_id"), label(test), text(test, "description"), text(test, "column_name"),
            attached == null ? texts(test.path("depends_on").path("nodes")) : List.of(attached),
            "warn".equalsIgnoreCase(text(test.path("config"), "severity")), outcome(text(test, "unique_id")));
    }

    /** As {@code unique}, {@code accepted_values a, b} or {@code relationships to model.column}; a test of its own has its own name. */
    private static String label(JsonNode test) {
        JsonNode generic = test.path("test_metadata");
        JsonNode arguments = generic.path("kwargs");
        if (generic.isMissingNode() || generic.isNull()) {
            return text(test, "name");
        }
        String values = arguments.has("values") ? " " + String.join(", ", texts(arguments.path("values"))) : "";
        String to = arguments.has("to") ? " to " + text(arguments, "to").replaceAll("^ref\\(['\"]|['\"]\\)$", "") + "." + text(arguments, "field") : "";
        String where = text(test.path("config"), "where");
        return text(generic, "name") + values + to + (where == null ? "" : " where " + where);
    }

    private Outcome outcome(String id) {
        JsonNode result = results.get(id);
        if (result == null) {
            return null;
        }
        String finished = stream(result.path("timing")).map(timing -> text(timing, "completed_at")).reduce(null, (earlier, later) -> later);
        return new Outcome(text(result, "status"), text(result, "message"), number(result, "failures"), finished, result.path("execution_time").asDouble());
    }

    private Freshness freshness(JsonNode source) {
        JsonNode measured = freshness.getOrDefault(text(source, "unique_id"), MissingNode.getInstance());
        JsonNode limits = source.path("freshness");
        return new Freshness(text(measured, "status"), text(measured, "max_loaded_at"), number(measured, "max_loaded_at_time_ago_in_s"),
            period(limits.path("warn_after")), period(limits.path("error_after")));
    }

    private static String period(JsonNode limit) {
        return limit.path("count").isNumber() ? limit.get("count").asText() + " " + text(limit, "period") + (limit.get("count").asInt() == 1 ? "" : "s") : null;
    }

    private static Stream<JsonNode> stream(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false);
    }

    private static List<String> texts(JsonNode values) {
        return values.isTextual() ? List.of(values.asText()) : stream(values).map(JsonNode::asText).toList();
    }

    private static String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.get(field).asText() : null;
    }

    private static Long number(JsonNode node, String field) {
        return node.path(field).isNumber() ? node.get(field).asLong() : null;
    }
}
