package io.talon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talon.sandbox.Effect;
import io.talon.sandbox.EmbeddedS3;
import io.talon.sandbox.Sandbox;
import io.talon.sandbox.SandboxOptions;
import io.talon.sandbox.Scenario;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Failures of many kinds with every library at its most talkative: no secret can be read anywhere afterwards. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretsIT {
    private static final String BACKFILL = "backfill total_scores --from 2026-03-01 --to 2026-03-16";
    private static final String REFUSED = "backfill total_scores --from 2026-03-16 --to 2026-03-17";
    private static final List<Pattern> WAITING = List.of(Pattern.compile("total_scores/\\S+  in_progress"), Pattern.compile("groups/\\S+  in_progress"));
    private static final List<Pattern> FAILED = List.of(Pattern.compile("FAILED \\(store-refused\\): The store answered 403"));
    private static final Pattern ADDRESS = Pattern.compile("Operations page: (http://127.0.0.1:\\d+)");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<String> JAR = Jar.command(List.of("-Djdk.httpclient.HttpClient.log=all"));

    private final Markers markers = new Markers();
    private final String token = markers.plant("the API token", "Tok9Qf7LwZr5Xb8Nc1MtokenEnd4");
    private final String accessKey = markers.plant("the access key", "AKIA3Jx9PdW6accessEnd7");
    private final String secretKey = markers.plant("the secret key", "sK7/Vu2+Gh4/Yq8+secretEnd5=");
    private final String wrongKey = markers.plant("the wrong secret key", "wR5/Ot1+Nm6/Ek3+wrongEnd8=");
    private final String warehousePassword = markers.plant("the warehouse's password", "Wp6Hd3Ks9-warehouseEnd2");
    private final String ledgerPassword = markers.plant("the ledger's password", "Lp4Rj8Bm2-ledgerEnd9");
    private final String managementPassword = markers.plant("the management port's password", "Mp5Xk2Wt8-managementEnd4");
    private final String urlPassword = markers.plant("the password within the ledger's URL", "Up1Zc5Tv7-urlEnd3");
    private final String userOfFile = markers.plant("the password within a file's address", "Fp8Ms4Gx2-userEnd6");
    private final String signature = markers.plant("the signature of a file's address", "Sg2Dn6Yb9f0e1d2c3b4a5968sigEnd1");

    /** By the place's name. */
    private final Map<String, String> watched = new TreeMap<>();
    private final Map<String, String> managed = new TreeMap<>();
    private final Map<String, String> processes = new TreeMap<>();
    private Path folder;
    private Sandbox sandbox;
    private EmbeddedS3 s3;
    private volatile boolean storeRefuses;

    @BeforeAll
    void runIntoFailures(@TempDir Path empty) throws Exception {
        folder = Files.createDirectory(empty.resolve("work"));
        sandbox = Sandbox.start(SandboxOptions.defaults().withToken(token).withProcessing(Duration.ZERO));
        s3 = EmbeddedS3.start(empty.resolve("s3"), accessKey, secretKey, "talon");
        sandbox.next(misfortunes());
        assertThat(ended(start(BACKFILL, Map.of("EXPORT_DEADLINE", "3s")))).isEqualTo(1);
        assertThat(ended(start(REFUSED, Map.of("LOG_FORMAT", "json")))).isEqualTo(1);
        serve();
        ended(start("run", Map.of("STORE_SECRET_KEY", wrongKey)));
        for (String command : List.of("status", "status --json", "plan")) {
            ended(start(command, Map.of()));
        }
        ended(start("plan groups", Map.of("LEDGER_JDBC_URL", "jdbc:postgresql://127.0.0.1:1/ledger?user=me&password=" + urlPassword)));
        sandbox.recorder().matching(call -> call.path().startsWith("/files") && call.query().contains("signature="))
            .forEach(call -> markers.plant("the signature of " + call.path(), call.query().replaceFirst(".*signature=", "")));
    }

    @AfterAll
    void stop() throws Exception {
        s3.close();
        sandbox.close();
    }

    @Test
    void should_print_no_secret_whatever_is_logged() throws Exception {
        Map<String, String> printed = files(folder.getParent(), "*.out");
        assertThat(printed).hasSize(8);
        assertThat(markers.in(printed)).isEmpty();
    }

    /** Without it the search above would prove nothing. */
    @Test
    void should_log_what_carries_secrets() throws Exception {
        String printed = bytes(printed(BACKFILL)) + bytes(printed(REFUSED));
        assertThat(Stream.of("apitoken: ***", "Credential=***", "Signature=***", ".csv?***", "://***@127.0.0.1", "pragma key = '***'", "\tat java.base/",
            "FAILED (request-refused): The vendor answered 422", "\"run\":\"total_scores/2026-03-16\",\"message\":\"", ": the API token has expired or was revoked", "FAILED (unexpected-answer): The vendor answered with something that is no JSON",
            "FAILED (network): The connection failed", "FAILED (not-a-csv): The file is no CSV")).allMatch(printed::contains);
    }

    @Test
    void should_write_no_secret_to_a_file() throws Exception {
        Map<String, String> written = files(folder, "**");
        assertThat(written.keySet()).anyMatch(file -> file.endsWith("ledger.db")).anyMatch(file -> file.endsWith("mart.duckdb"));
        assertThat(markers.in(written)).isEmpty();
    }

    @Test
    void should_show_no_secret_by_JMX() {
        assertThat(managed.keySet()).anyMatch(place -> place.contains("type=Runtime InputArguments"))
            .anyMatch(place -> place.matches(".*org.apache.camel:.*type=context.* dumpRoutesAsXml.*"))
            .anyMatch(place -> place.matches(".*type=Threading.* dumpAllThreads.*"));
        assertThat(markers.in(managed)).isEmpty();
    }

    @Test
    void should_show_no_secret_on_the_management_port() {
        assertThat(watched.get("/status")).contains("store-refused");
        assertThat(watched.get("/metrics")).contains("talon_runs{");
        assertThat(watched.get("/jolokia")).contains("RunLedger");
        assertThat(markers.in(watched)).isEmpty();
    }

    @Test
    void should_show_no_secret_in_the_process_list() {
        assertThat(processes.values()).hasSize(8).allMatch(commandLine -> commandLine.contains("talon.jar"));
        assertThat(markers.in(processes)).isEmpty();
    }

    @Test
    void should_put_no_secret_of_its_own_into_a_URL_and_none_into_a_call_for_a_file() {
        assertThat(sandbox.recorder().all()).allSatisfy(call -> assertThat(call.path() + "?" + call.query()).doesNotContain(token, accessKey, secretKey));
        assertThat(sandbox.recorder().matching(call -> call.path().startsWith("/files"))).isNotEmpty()
            .allSatisfy(call -> assertThat(call.headers().toString() + call.body()).doesNotContain(token, accessKey, secretKey));
    }

    /** Each on a day of its own, so that one does not take another's place. */
    private Scenario[] misfortunes() {
        return new Scenario[] {
            on("02", Scenario.request(Effect.answer(422, "{\"error\": \"no such thing\", \"apitoken\": \"" + token + "\"}"))),
            on("03", Scenario.request(Effect.answer(422, "{\"error\": \"" + "-".repeat(135) + token + "\"}"))),
            on("16", Scenario.request(Effect.answer(401, "{\"error\": \"" + token + " has expired\"}"))),
            on("05", Scenario.status(Effect.dataUrl("http://user:" + userOfFile + "@127.0.0.1:1/file.csv"))),
            on("06", Scenario.status(Effect.dataUrl(unreachable())).forever()),
            on("07", Scenario.status(Effect.dataUrl("http://127.0.0.1:1/no url?X-Amz-Signature=" + signature))),
            on("08", Scenario.file(Effect.expired())),
            on("09", Scenario.request(Effect.hangUp())),
            on("09", Scenario.file(Effect.hangUp())),
            on("09", Scenario.status(Effect.answer(500, "<html>" + token + "</html>"))),
            on("10", Scenario.status(Effect.answer(200, "-".repeat(100) + token + " is no JSON"))),
            on("11", Scenario.request(Effect.answer(200, "{\"token\": \"" + token + "\"}"))),
            on("12", Scenario.file(Effect.answer(302, Map.of("location", unreachable()), "")).forever()),
            on("13", Scenario.file(Effect.answer(200, "{\"url\": \"?sig=" + signature + "\"}"))),
            on("14", Scenario.file(Effect.truncated()))
        };
    }

    private String unreachable() {
        return "http://127.0.0.1:1/file.csv?X-Amz-Credential=" + accessKey + "&X-Amz-Signature=" + signature;
    }

    private static Scenario on(String day, Scenario scenario) {
        return scenario.where(request -> request.json().path("startDate").asText().startsWith("2026-03-" + day));
    }

    private static Scenario of(String kind, Scenario scenario) {
        return scenario.where(request -> request.path().endsWith("request-" + kind + "-export"));
    }

    /** The store refuses what the service was let in with; it is looked into by JMX while one run has failed and one still waits for the vendor. */
    private void serve() throws Exception {
        sandbox.next(of("raw", Scenario.status(Effect.answer(503, "{\"token\": \"" + token + "\"}"))),
            of("raw", Scenario.status(Effect.status("in_progress")).forever()).where(call -> !storeRefuses),
            of("groups", Scenario.status(Effect.dataUrl(unreachable()))), of("groups", Scenario.status(Effect.status("in_progress")).forever()));
        try (FaultyPipe pipe = new FaultyPipe(s3.endpoint())) {
            Process service = start("", Map.of("STORE_ENDPOINT", pipe.address().toString(), "SOURCE_TOTAL_SCORES_CRON", "* * * * * ?", "SOURCE_GROUPS_CRON", "* * * * * ?",
                "MANAGEMENT_PORT", "0", "MANAGEMENT_USER", "ops", "MANAGEMENT_PASSWORD", managementPassword));
            try {
                said(WAITING);
                pipe.answer(Integer.MAX_VALUE, 403, "SignatureDoesNotMatch", accessKey);
                storeRefuses = true;
                said(FAILED);
                managed.putAll(ManagedBeans.shownBy(service));
                watch();
            } finally {
                service.destroy();
            }
            ended(service);
        }
    }

    private void watch() throws Exception {
        Matcher address = ADDRESS.matcher(bytes(printed("the service")));
        assertThat(address.find()).isTrue();
        HttpClient client = HttpClient.newHttpClient();
        String login = "Basic " + Base64.getEncoder().encodeToString(("ops:" + managementPassword).getBytes(StandardCharsets.UTF_8));
        for (String path : List.of("/status", "/metrics", "/health/ready", "/jolokia")) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address.group(1) + path)).header("Authorization", login);
            if (path.equals("/jolokia")) {
                request.header("Content-Type", "application/json").POST(BodyPublishers.ofString("{\"type\": \"read\", \"mbean\": \"*:*\", \"config\": {\"ignoreErrors\": true}}"));
            }
            watched.put(path, client.send(request.build(), BodyHandlers.ofString()).body());
        }
    }

    private void said(List<Pattern> wanted) {
        await("the service to say " + wanted).atMost(PATIENCE).pollInterval(Duration.ofMillis(500))
            .until(() -> wanted.stream().allMatch(line -> line.matcher(bytes(printed("the service"))).find()));
    }

    private Process start(String command, Map<String, String> settings) throws IOException {
        String name = command.isEmpty() ? "the service" : command;
        ProcessBuilder process = new ProcessBuilder(Stream.concat(JAR.stream(), Stream.of(command.split(" ")).filter(word -> !word.isEmpty())).toList());
        process.environment().putAll(environment());
        process.environment().putAll(settings);
        Process started = process.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(printed(name).toFile()).start();
        processes.put("the process list, " + name, started.info().commandLine().orElse(""));
        return started;
    }

    private Map<String, String> environment() {
        return Map.ofEntries(
            Map.entry("MAESTROQA_BASE_URL", sandbox.baseUrl().toString()), Map.entry("MAESTROQA_API_TOKEN", token),
            Map.entry("MAESTROQA_CALLS_PER_MINUTE", "100000"), Map.entry("MAESTROQA_REQUEST_PAUSE", "1ms"),
            Map.entry("EXPORT_POLL_INTERVAL", "200ms"), Map.entry("EXPORT_OVERLAP", "0s"), Map.entry("EXPORT_ALLOW_PRIVATE_URLS", "true"),
            Map.entry("STORE_ENDPOINT", s3.endpoint().toString()), Map.entry("STORE_ACCESS_KEY", accessKey), Map.entry("STORE_SECRET_KEY", secretKey),
            Map.entry("WAREHOUSE_PASSWORD", warehousePassword), Map.entry("LEDGER_PASSWORD", ledgerPassword),
            Map.entry("LOG_LEVEL", "TRACE"), Map.entry("LOG_EXCEPTIONS", "%ex"));
    }

    private Path printed(String name) {
        return folder.resolveSibling(name.replace(' ', '_') + ".out");
    }

    private int ended(Process process) throws Exception {
        try {
            await("process " + process.pid() + " to end").atMost(PATIENCE).until(() -> !process.isAlive());
        } finally {
            process.destroyForcibly();
        }
        return process.exitValue();
    }

    private static Map<String, String> files(Path folder, String glob) throws IOException {
        var wanted = folder.getFileSystem().getPathMatcher("glob:" + folder + "/" + glob);
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> wanted.matches(file) && Files.isRegularFile(file)).collect(Collectors.toMap(Path::toString, SecretsIT::bytes));
        }
    }

    private static String bytes(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
