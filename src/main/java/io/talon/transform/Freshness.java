package io.talon.transform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.talon.model.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * How old the newest row of a source is.
 *
 * @param newest null if there is none
 * @param status pass, warn or error, as dbt says it
 */
public record Freshness(Source source, Instant newest, Instant now, String status) {

    /** A source without a row is as old as can be. */
    static Freshness of(Source source, Instant newest, Instant now) {
        String status = isOlder(source.freshness().path("error_after"), newest, now) ? "error" : isOlder(source.freshness().path("warn_after"), newest, now) ? "warn" : "pass";
        return new Freshness(source, newest, now, status);
    }

    private static boolean isOlder(JsonNode limit, Instant newest, Instant now) {
        if (!limit.hasNonNull("count")) {
            return false;
        }
        ChronoUnit unit = ChronoUnit.valueOf(limit.path("period").asText("day").toUpperCase(Locale.ROOT) + "S");
        return newest == null || newest.plus(Duration.of(limit.path("count").asLong(), unit)).isBefore(now);
    }

    public boolean isError() {
        return status.equals("error");
    }

    /** dbt's sources.json, version 3. */
    static ObjectNode file(List<Freshness> all, ObjectNode metadata) {
        ObjectNode file = JsonNodeFactory.instance.objectNode();
        file.set("metadata", metadata);
        file.putArray("results").addAll(all.stream().map(Freshness::json).toList());
        file.put("elapsed_time", 0);
        return file;
    }

    private ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("unique_id", source.id()).put("snapshotted_at", now.toString()).put("status", status);
        json.put("max_loaded_at", newest == null ? null : newest.toString()).put("max_loaded_at_time_ago_in_s", newest == null ? null : (Long) Duration.between(newest, now).toSeconds());
        json.set("criteria", source.freshness());
        return json;
    }
}
