package io.talon.transform;

import io.talon.Count;
import io.talon.model.Node;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What became of a node in a run over the project.
 *
 * @param status   as dbt says it: success, error, skipped; of a test pass, fail, warn
 * @param rows     of a model: how many it has or took in; of a test: how many fail
 * @param examples the first rows that fail
 * @param message  what is to be said of it; null if nothing
 * @param compiled the select; null where there is none
 */
public record Result(Node node, String status, Instant startedAt, Instant endedAt, long rows, List<Map<String, Object>> examples, String message, String compiled) {

    public boolean isFailed() {
        return !status.equals("success") && !status.equals("pass");
    }

    public boolean isError() {
        return status.equals("fail") || status.equals("error");
    }

    public long millis() {
        return endedAt.toEpochMilli() - startedAt.toEpochMilli();
    }

    @Override
    public String toString() {
        return "test " + node.name() + " in " + node.file() + " failed on " + Count.of(rows, "row")
            + ", for example " + examples.get(0) + (message == null ? "" : ". " + message);
    }
}
