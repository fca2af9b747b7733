package io.talon.lineage;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An OpenLineage event of something that has ended: what it was, what it read, what it wrote. */
final class Event {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PRODUCER = "urn:io.talon";
    private static final String SPEC = "https://openlineage.io/spec/";
    private final ObjectNode event = JSON.createObjectNode();

    /**
     * @param job  what is done again and again, such as the source total_scores
     * @param what the one time that it was done; the same always has the same id
     */
    Event(String job, String what, Instant ended, boolean isComplete) {
        event.put("eventType", isComplete ? "COMPLETE" : "FAIL").put("eventTime", ended.toString());
        event.putObject("run").put("runId", UUID.nameUUIDFromBytes((what + " " + ended).getBytes(StandardCharsets.UTF_8)).toString()).putObject("facets");
        event.putObject("job").put("namespace", "talon").put("name", job);
        event.put("producer", PRODUCER).put("schemaURL", SPEC + "2-0-2/OpenLineage.json#/$defs/RunEvent");
    }

    static ObjectNode facet(String name, String version) {
        return JSON.createObjectNode().put("_producer", PRODUCER).put("_schemaURL", SPEC + "facets/" + version + "/" + name + ".json#/$defs/" + name);
    }

    private ObjectNode facets() {
        return (ObjectNode) event.path("run").path("facets");
    }

    /** The interval that the run is about. */
    Event about(Instant start, Instant end) {
        facets().set("nominalTime", facet("NominalTimeRunFacet", "1-0-1").put("nominalStartTime", start.toString()).put("nominalEndTime", end.toString()));
        return this;
    }

    /** @param error why it failed; null if it did not */
    Event failedFor(String error) {
        if (error != null) {
            facets().set("errorMessage", facet("ErrorMessageRunFacet", "1-0-1").put("message", error).put("programmingLanguage", "java"));
        }
        return this;
    }

    Event from(List<ObjectNode> inputs) {
        event.putArray("inputs").addAll(inputs);
        return this;
    }

    Event to(List<ObjectNode> outputs) {
        event.putArray("outputs").addAll(outputs);
        return this;
    }

    String json() {
        return event.toString();
    }
}
