package io.talon.sandbox;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** All exports ever asked for, by their tickets. */
final class Exports {
    private final Map<String, Export> byId = new ConcurrentHashMap<>();

    Export open(ExportOrder order, Received request) {
        String id = UUID.randomUUID().toString().replace("-", "").substring(0, 24);
        Export export = new Export(id, order, request);
        byId.put(id, export);
        return export;
    }

    /** The export a question about a status, or a download, is about. */
    Optional<Export> of(Received call) {
        return Optional.ofNullable(byId.get(id(call)));
    }

    private static String id(Received call) {
        String[] path = call.path().split("/");
        return switch (Endpoint.of(call)) {
            case FILE -> path[2];
            case STATUS -> path.length > 4 ? path[4] : call.headers().getOrDefault("exportid", call.json().path("exportId").asText());
            default -> "";
        };
    }
}
