package io.talon.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.talon.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An answer of the port. Whatever it says, no secret is in it. */
record Reply(int status, String type, String text) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Reply text(int status, String type, String text) {
        return new Reply(status, type + "; charset=utf-8", text);
    }

    static Reply json(int status, Object value) {
        try {
            return text(status, "application/json", JSON.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is wrong, and what to do. */
    static Reply refusal(int status, String error, String remedy) {
        return json(status, Map.of("error", error, "remedy", remedy));
    }

    void send(HttpExchange exchange) throws IOException {
        byte[] bytes = Secrets.mask(text).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
