package io.talon.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A client of the sandbox that speaks both dialects. */
final class Caller {
    static final String DAY = "\"startDate\": \"2026-02-01T00:00:00Z\", \"endDate\": \"2026-02-02T00:00:00Z\"";
    static final String TOTAL_SCORES = "{\"singleFileExport\": \"total_scores\", " + DAY + "}";
    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Sandbox sandbox;

    Caller(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, body, "apitoken", "sandbox-token");
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, "", "apitoken", "sandbox-token");
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
            .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** Most paths are those of the API, and start after its base. */
    private URI uri(String path) {
        boolean outside = path.startsWith("/sandbox/") || path.startsWith("/files/");
        return sandbox.baseUrl().resolve(outside ? path : sandbox.baseUrl().getPath() + path);
    }

    HttpResponse<byte[]> download(String url) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
    }

    String ticket(String path, String body) throws IOException, InterruptedException {
        return json(post(path, body)).path("exportId").asText();
    }

    JsonNode status(String ticket) throws IOException, InterruptedException {
        return json(get("/export-data/" + ticket));
    }

    /** Asks for an export, lets its time pass, and returns the file's address. */
    String dataUrl(String path, String body) throws IOException, InterruptedException {
        String ticket = ticket(path, body);
        sandbox.clock().advance(Duration.ofHours(2));
        return status(ticket).path("dataUrl").asText();
    }

    List<NamedCsvRecord> rows(String path, String body) throws IOException, InterruptedException {
        return CsvReader.builder().ofNamedCsvRecord(new String(download(dataUrl(path, body)).body(), StandardCharsets.UTF_8)).stream().toList();
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }
}
