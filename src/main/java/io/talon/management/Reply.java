package io.talon.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.talon.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An answer of the port. Whatever it says of the service, no secret is in it. */
record Reply(int status, String type, byte[] bytes) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Reply text(int status, String type, String text) {
        return masked(status, type + "; charset=utf-8", text);
    }

    static Reply masked(int status, String type, String text) {
        return new Reply(status, type, Secrets.mask(text).getBytes(StandardCharsets.UTF_8));
    }

    /** A file that comes with the program: it knows no secret, and masking could take code for one. */
    static Reply packaged(String type, byte[] bytes) {
        return new Reply(200, type + "; charset=utf-8", bytes);
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
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
