package io.talon.transform;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** dbt's run_results.json, version 6. */
final class RunResults {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private RunResults() {
    }

    static ObjectNode of(ProjectRun run) {
        ObjectNode file = JSON.objectNode();
        file.set("metadata", Manifest.metadata("run-results/v6", run.graph()));
        double elapsed = 0;
        for (Result result : run.results()) {
            file.withArray("results").add(of(result));
            elapsed += result.millis() / 1000.0;
        }
        file.withArray("results");
        file.put("elapsed_time", elapsed);
        file.putObject("args").put("which", "build").put("full_refresh", run.order().fullRefresh());
        return file;
    }

    private static ObjectNode of(Result result) {
        ObjectNode json = JSON.objectNode();
        json.put("status", result.status()).put("thread_id", "talon").put("execution_time", result.millis() / 1000.0).put("message", result.message())
            .put("unique_id", result.node().id()).put("compiled", result.compiled() != null).put("compiled_code", result.compiled());
        json.put("failures", result.node().is("test") ? (Long) result.rows() : null);
        json.putNull("relation_name");
        json.putArray("timing").add(JSON.objectNode().put("name", "execute").put("started_at", result.startedAt().toString()).put("completed_at", result.endedAt().toString()));
        json.putObject("adapter_response").put("rows_affected", result.rows());
        return json;
    }
}
