package io.talon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.talon.sandbox.Sandbox;
import io.talon.sandbox.SandboxOptions;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** The resident service with its management port on any free port, before a sandboxed vendor, and somebody who asks it. */
final class WatchedService implements AutoCloseable {
    static final String TOKEN = "planted-api-token";
    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Sandbox sandbox;
    private final App app;
    private final String[] headers;

    /** @param headers names and values in turns, sent with each request */
    private WatchedService(Sandbox sandbox, App app, String... headers) {
        this.sandbox = sandbox;
        this.app = app;
        this.headers = headers;
    }

    static WatchedService start(Path folder, Map<String, String> environment, String... headers) throws Exception {
        Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withProcessing(Duration.ZERO).withToken(TOKEN));
        Map<String, String> all = new HashMap<>(Map.of("MAESTROQA_BASE_URL", sandbox.baseUrl().toString(), "MAESTROQA_API_TOKEN", TOKEN, "MANAGEMENT_PORT", "0",
            "MAESTROQA_CALLS_PER_MINUTE", "100000", "MAESTROQA_REQUEST_PAUSE", "1ms", "EXPORT_POLL_INTERVAL", "20ms"));
        all.putAll(environment);
        return new WatchedService(sandbox, App.start(Settings.load(folder, all, new Properties()), Mode.SERVICE), headers);
    }

    App app() {
        return app;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    URI address() {
        return app.managementPort().address();
    }

    HttpResponse<String> get(String path, String... further) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(address() + path)), further);
    }

    HttpResponse<String> post(String path, String body, String... further) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(address() + path)).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)), further);
    }

    HttpResponse<String> send(HttpRequest.Builder request, String... further) throws Exception {
        for (String[] some : new String[][] {headers, further}) {
            if (some.length > 0) {
                request.headers(some);
            }
        }
        return client.send(request.timeout(RoutesFixture.PATIENCE).build(), BodyHandlers.ofString());
    }

    JsonNode json(String path) throws Exception {
        return JSON.readTree(get(path).body());
    }

    JsonNode jolokia(String request) throws Exception {
        return JSON.readTree(post("jolokia", request).body());
    }

    /** What comes back for bytes as they are, such as no client of good manners would send. */
    String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", address().getPort())) {
            socket.setSoTimeout((int) RoutesFixture.PATIENCE.toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws Exception {
        app.close();
        sandbox.close();
    }
}
