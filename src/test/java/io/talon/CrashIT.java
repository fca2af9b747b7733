package io.talon;

import static org.assertj.core.api.Assertions.assertThat;

import io.talon.sandbox.EmbeddedS3;
import io.talon.sandbox.Received;
import io.talon.sandbox.Sandbox;
import io.talon.sandbox.SandboxOptions;
import io.talon.store.ObjectStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The jar, killed with -9 at seeded random instants across backfills of 30 intervals until there were {@code crash.kills} kills;
 * each backfill is left to finish in the end, and must be as one that nobody disturbed.
 */
class CrashIT {
    private static final int KILLS = Integer.getInteger("crash.kills", 4);
    private static final long SEED = Long.getLong("crash.seed", 20261123L);
    private static final int SHORT_LIFE_MILLIS = 1_600;
    private static final int LONG_LIFE_MILLIS = 12_000;
    private static final int LONGEST_START_MILLIS = 3_000;
    private static final String BUCKET = "talon";
    private final Random random = new Random(SEED);
    private int kills;
    private int strays;

    /** What a backfill leaves: all that must not depend on what happened on the way. */
    private record Outcome(String mart, Map<String, String> objects) {
    }

    @Test
    void should_end_as_if_nothing_had_happened_however_often_it_is_killed(@TempDir Path folder) throws Exception {
        Outcome undisturbed = backfill(folder.resolve("undisturbed"), 0);
        int rounds = 0;
        while (kills < KILLS) {
            Outcome disturbed = backfill(folder.resolve("round-" + ++rounds), KILLS - kills);
            assertThat(disturbed).as("round %d of seed %d", rounds, SEED).isEqualTo(undisturbed);
            System.out.printf("crash test: %d kills in %d backfills of 30 intervals, each as if undisturbed%n", kills, rounds);
        }
        System.out.printf("crash test: seed %d, %d kills in %d backfills of 30 intervals, %d stray requests%n", SEED, kills, rounds, strays);
    }

    private Outcome backfill(Path home, int mostKills) throws Exception {
        Files.createDirectories(home);
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withProcessing(Duration.ofMillis(300)));
             EmbeddedS3 s3 = EmbeddedS3.start(home.resolve("s3"), "key", "secret", BUCKET)) {
            List<Instant> killed = new ArrayList<>();
            Map<String, String> environment = Map.of("MAESTROQA_BASE_URL", sandbox.baseUrl().toString(), "MAESTROQA_API_TOKEN", SandboxOptions.defaults().token(),
                "MAESTROQA_CALLS_PER_MINUTE", "100000", "MAESTROQA_REQUEST_PAUSE", "200ms", "EXPORT_POLL_INTERVAL", "100ms",
                "STORE_ENDPOINT", s3.endpoint().toString(), "STORE_ACCESS_KEY", "key", "STORE_SECRET_KEY", "secret", "STORE_BUCKET", BUCKET);
            while (!lived(home, environment, killed.size() < mostKills)) {
                killed.add(Instant.now());
            }
            kills += killed.size();
            checkRequests(sandbox.recorder().exportRequests(), killed);
            return new Outcome(mart(home), objects(s3));
        }
    }

    /** One life of the process, mostly measured from its first words, at times from its very start; one in four may be long enough to build the mart. True if it came to its end. */
    private boolean lived(Path home, Map<String, String> environment, boolean mortal) throws Exception {
        Path said = home.resolve("said.txt");
        ProcessBuilder builder = new ProcessBuilder(Jar.command("backfill", "total_scores", "--from", "2026-02-01", "--to", "2026-03-03"))
            .directory(home.toFile()).redirectError(ProcessBuilder.Redirect.appendTo(said.toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (mortal && random.nextInt(8) == 0 && !process.waitFor(random.nextInt(LONGEST_START_MILLIS), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
            return false;
        }
        try (var lines = process.inputReader()) {
            String first = lines.readLine();
            Thread drain = new Thread(() -> lines.lines().forEach(line -> { }));
            drain.start();
            if (mortal && !process.waitFor(1 + random.nextInt(random.nextInt(4) == 0 ? LONG_LIFE_MILLIS : SHORT_LIFE_MILLIS), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                drain.join();
                return false;
            }
            assertThat(process.waitFor()).as("%s %s", first, Files.readString(said)).isZero();
            return true;
        }
    }

    /** Each interval is asked for once; once more only if a kill came between the request and what the ledger knows of it. */
    private void checkRequests(List<Received> requests, List<Instant> killed) {
        Map<String, List<Instant>> byName = requests.stream().collect(Collectors.groupingBy(request -> request.json().path("name").asText(), TreeMap::new,
            Collectors.mapping(Received::instant, Collectors.toList())));
        assertThat(byName).hasSize(30);
        byName.forEach((name, asked) -> {
            for (int i = 1; i < asked.size(); i++) {
                Instant before = asked.get(i - 1);
                Instant again = asked.get(i);
                Instant kill = killed.stream().filter(instant -> instant.isAfter(before)).findFirst().orElse(Instant.MAX);
                assertThat(kill).as("why %s was asked for again", name).isBefore(again);
                assertThat(requests).as("nothing else was asked for between %s and the kill", name)
                    .noneMatch(request -> request.instant().isAfter(before) && request.instant().isBefore(kill));
                System.out.printf("crash test: %s was asked for at %s, killed at %s, asked for again at %s%n", name, before, kill, again);
                strays++;
            }
        });
    }

    private static String mart(Path home) throws Exception {
        return MartChecksum.of(home.resolve("talon-home/publish/mart.duckdb"));
    }

    /** Key and sha256 of every object; no upload in parts may be open. */
    private static Map<String, String> objects(EmbeddedS3 s3) throws Exception {
        try (S3Client client = ObjectStore.open(s3.endpoint(), "us-east-1", "key", "secret", true)) {
            assertThat(client.listMultipartUploads(request -> request.bucket(BUCKET)).uploads()).isEmpty();
            Map<String, String> objects = new TreeMap<>();
            for (var object : client.listObjectsV2Paginator(request -> request.bucket(BUCKET)).contents()) {
                byte[] bytes = client.getObjectAsBytes(request -> request.bucket(BUCKET).key(object.key())).asByteArray();
                objects.put(object.key(), HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
            }
            assertThat(objects).hasSize(30);
            return objects;
        }
    }
}
