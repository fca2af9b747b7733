package io.talon.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.talon.sandbox.SandboxOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Where exports come from and where they go to: the project's sandbox and its S3 server, the same for all sides. */
final class FarEnd implements AutoCloseable {
    static final String KEY = "benchmark";
    static final String BUCKET = "talon";
    static final String REGION = "us-east-1";
    static final String TOKEN = SandboxOptions.defaults().token();
    /** An export that takes so long is not complete before the vendor's clock is set forward. */
    static final Duration NEVER = Duration.ofDays(1);
    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path folder;
    private final boolean holding;
    private final long bytes;
    private final URI vendor;
    private final URI store;
    private int released;
    private int answered;

    private FarEnd(Process process, Path folder, Path file, Duration processing) throws IOException {
        this.process = process;
        this.folder = folder;
        this.holding = !processing.isZero();
        this.bytes = Files.size(file);
        String[] addresses = process.inputReader().readLine().split(" ");
        this.vendor = URI.create(addresses[0]);
        this.store = URI.create(addresses[1]);
    }

    /**
     * @param file       that every export has
     * @param processing how long an export takes
     */
    static FarEnd start(Path folder, Path file, Duration processing) throws IOException {
        Process process = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-classpath", System.getProperty("java.class.path"),
            FarEndProcess.class.getName(), folder.toString(), file.toString(), processing.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        return new FarEnd(process, folder, file, processing);
    }

    URI vendor() {
        return vendor;
    }

    URI store() {
        return store;
    }

    /** Of each file. */
    long bytes() {
        return bytes;
    }

    /** Whether exports are not complete before they are released. */
    boolean isHolding() {
        return holding;
    }

    /** Lets all exports be complete at once, as soon as so many more have been asked for. */
    void release(int exports) throws Exception {
        while (requests().size() < answered + exports) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        answered += exports;
        send("POST", "/sandbox/clock", Map.of("now", Instant.now().plus(NEVER.multipliedBy(++released)).toString()));
    }

    /** Asks for an export and answers its ticket. */
    String ask() throws Exception {
        Map<String, String> question = Map.of("apiToken", TOKEN, "startDate", "2026-02-01T00:00:00Z", "endDate", "2026-02-02T00:00:00Z", "singleFileExport", "total_scores");
        return send("POST", vendor.getPath() + "/request-raw-export", question).path("exportId").asText();
    }

    /** The address of the file of an export that is complete. */
    String dataUrl(String exportId) throws Exception {
        return send("GET", vendor.getPath() + "/get-export-data", Map.of("apiToken", TOKEN, "exportId", exportId)).path("dataUrl").asText();
    }

    /** An address to which an object may be written without a key. */
    String uploadUrl(String key) {
        try (S3Presigner presigner = S3Presigner.builder().endpointOverride(store).region(Region.of(REGION))
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, KEY)))
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build()).build()) {
            return presigner.presignPutObject(put -> put.signatureDuration(Duration.ofHours(1)).putObjectRequest(object -> object.bucket(BUCKET).key(key))).url().toString();
        }
    }

    /** When each export was asked for, by the vendor's clock. */
    List<Instant> requests() throws Exception {
        return calls("/request-");
    }

    /** When each ticket was shown. */
    List<Instant> looks() throws Exception {
        return calls("export-data");
    }

    private List<Instant> calls(String path) throws Exception {
        List<Instant> calls = new ArrayList<>();
        for (JsonNode call : send("GET", "/sandbox/requests", Map.of())) {
            if (call.path("path").asText().contains(path)) {
                calls.add(Instant.parse(call.path("instant").asText()));
            }
        }
        return calls;
    }

    private JsonNode send(String method, String path, Map<String, String> body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(vendor.resolve(path)).header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body))).build();
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    /** Empties the store, in which exactly so many whole files must be. */
    void clear(int files) throws IOException {
        try (Stream<Path> objects = Files.walk(folder.resolve(BUCKET)).filter(Files::isRegularFile)) {
            List<Path> whole = objects.filter(object -> object.toFile().length() == bytes).toList();
            if (whole.size() != files) {
                throw new IllegalStateException(whole.size() + " of " + files + " files are stored");
            }
            for (Path object : whole) {
                Files.delete(object);
            }
        }
    }

    @Override
    public void close() throws Exception {
        process.outputWriter().close();
        process.waitFor();
    }
}
