package io.talon.management;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.talon.Operations;
import io.talon.Operations.Batch;
import io.talon.ledger.Run;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/** The buttons of the operations page. A body is a JSON object with the name of a run or of a source. */
public final class Actions {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Operations operations;
    private final boolean allowed;

    public Actions(Operations operations, boolean allowed) {
        this.operations = operations;
        this.allowed = allowed;
    }

    Reply replay(HttpExchange exchange) throws Exception {
        return runs(operations.replay(named(exchange, "run")));
    }

    Reply replayAllFailed(HttpExchange exchange) throws Exception {
        refuseUnlessAllowed();
        return runs(operations.replayAllFailed());
    }

    Reply run(HttpExchange exchange) throws Exception {
        return runs(operations.run(named(exchange, "source"), Instant.now()));
    }

    Reply pause(HttpExchange exchange) throws Exception {
        String source = named(exchange, "source");
        operations.pause(source);
        return Reply.json(200, Map.of("paused", source));
    }

    Reply resume(HttpExchange exchange) throws Exception {
        String source = named(exchange, "source");
        operations.resume(source);
        return Reply.json(200, Map.of("resumed", source));
    }

    private static Reply runs(Batch batch) {
        return Reply.json(200, Map.of("runs", batch.runs().stream().map(Run::id).toList()));
    }

    /** For whoever opens the address of a button in a browser where there are no buttons. */
    Reply refuse(HttpExchange exchange) {
        throw onlyShows();
    }

    private static RefusedException onlyShows() {
        return new RefusedException(403, "This port only shows.", "Set management.operations=true and restart, or use the command line.");
    }

    private void refuseUnlessAllowed() {
        if (!allowed) {
            throw onlyShows();
        }
    }

    private String named(HttpExchange exchange, String field) throws IOException {
        refuseUnlessAllowed();
        try {
            JsonNode name = JSON.readTree(exchange.getRequestBody()).path(field);
            if (name.isTextual() && !name.asText().isBlank()) {
                return name.asText();
            }
        } catch (JacksonException e) {
            // It is told below what is expected.
        }
        throw new RefusedException(400, "The body must be a JSON object with the field '" + field + "'.", "Send for example {\"" + field + "\": \"…\"}.");
    }
}
