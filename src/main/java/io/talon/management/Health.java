package io.talon.management;

import com.sun.net.httpserver.HttpExchange;
import io.talon.ledger.Overview;
import io.talon.store.Bucket;
import io.talon.warehouse.Leadership;
import io.talon.warehouse.Warehouse;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Whether the service lives, whether it can work, and whether what it brings is fresh: 200 if so, else 503. */
public final class Health {
    private final Overview overview;
    private final Bucket bucket;
    private final Warehouse warehouse;
    private final Leadership leadership;
    private final BooleanSupplier running;
    private final Sources sources;

    /** @param running whether the routes run */
    public Health(Overview overview, Bucket bucket, Warehouse warehouse, Leadership leadership, BooleanSupplier running, Sources sources) {
        this.overview = overview;
        this.bucket = bucket;
        this.warehouse = warehouse;
        this.leadership = leadership;
        this.running = running;
        this.sources = sources;
    }

    Reply live(HttpExchange exchange) {
        return reply(Map.of("routes", word(running.getAsBoolean())));
    }

    /** A process that does not have the warehouse is ready too: it asks and stores, and takes over when the other is gone. */
    Reply ready(HttpExchange exchange) {
        Map<String, String> parts = new LinkedHashMap<>();
        boolean ledger = overview.isReachable();
        parts.put("ledger", word(ledger));
        parts.put("store", word(bucket.isReachable()));
        String other = ledger ? leadership.other() : null;
        parts.put("warehouse", other == null ? word(warehouse.isReachable()) : "with " + other);
        return reply(parts);
    }

    Reply fresh(HttpExchange exchange) {
        Map<String, String> parts = new LinkedHashMap<>();
        sources.all(Instant.now()).forEach(source -> parts.put(source.name(), source.isLate() ? "late" : "up"));
        return reply(parts);
    }

    private static String word(boolean up) {
        return up ? "up" : "down";
    }

    private static Reply reply(Map<String, String> parts) {
        boolean up = parts.values().stream().noneMatch(List.of("down", "late")::contains);
        return Reply.json(up ? 200 : 503, Map.of("status", word(up), "parts", parts));
    }
}
