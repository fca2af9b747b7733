package io.talon.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A call as it came in.
 *
 * @param query   the raw query, empty where there is none
 * @param headers by lower-case name; of several values the first
 * @param status  what it was answered with; 0 while it is not answered, or if the connection was closed instead
 */
public record Received(Instant instant, String method, String path, String query, Map<String, String> headers, String body, int status) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Received of(HttpExchange exchange, Instant instant) throws IOException {
        URI uri = exchange.getRequestURI();
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return new Received(instant, exchange.getRequestMethod(), uri.getPath(), Objects.requireNonNullElse(uri.getRawQuery(), ""), headers, body, 0);
    }

    Received answered(int status) {
        return new Received(instant, method, path, query, headers, body, status);
    }

    /** The body as JSON, or a missing node where it is none. */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** What follows the last slash of the path, such as {@code request-raw-export}. */
    public String lastOfPath() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
