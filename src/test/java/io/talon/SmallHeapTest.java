package io.talon;

import static org.assertj.core.api.Assertions.assertThat;

import io.talon.sandbox.Content;
import io.talon.sandbox.Effect;
import io.talon.sandbox.EmbeddedS3;
import io.talon.sandbox.Sandbox;
import io.talon.sandbox.SandboxOptions;
import io.talon.sandbox.Scenario;
import io.talon.store.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The service in a process with a heap of 64 MB, through which four exports of 40 MB go at the same time. */
class SmallHeapTest {
    private static final int MEGABYTES = 40;
    /** Not the columns that are asked for, so that nothing is loaded. */
    private static final byte[] MEGABYTE = "a,b\n".repeat(1 << 18).getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest(name = "{0} a length")
    @ValueSource(strings = {"with", "without"})
    void should_hold_no_file_in_its_heap(String length, @TempDir Path folder) throws Exception {
        Content large = () -> new Content.Opened((long) MEGABYTES << 20, new SequenceInputStream(Collections.enumeration(
            Stream.generate(() -> new ByteArrayInputStream(MEGABYTE)).limit(MEGABYTES).toList())));
        Effect effect = honest -> honest.with(large);
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withProcessing(Duration.ZERO)); EmbeddedS3 server = EmbeddedS3.start(folder.resolve("s3"), "key", "secret", "talon");
             S3Client s3 = ObjectStore.open(server.endpoint(), "us-east-1", "key", "secret", true)) {
            sandbox.next(Scenario.file(length.equals("with") ? effect : effect.then(Effect.chunked())).forever());
            String said = backfill(folder, sandbox, server);
            assertThat(s3.listObjectsV2(request -> request.bucket("talon")).contents()).as(said).hasSize(4).extracting(S3Object::size).containsOnly((long) MEGABYTES << 20);
        }
    }

    /** What it said. */
    private static String backfill(Path folder, Sandbox sandbox, EmbeddedS3 server) throws Exception {
        Path said = folder.resolve("said.txt");
        ProcessBuilder builder = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
            "-cp", System.getProperty("java.class.path"), "io.talon.Talon", "backfill", "total_scores", "--from", "2026-03-01", "--to", "2026-03-05")
            .directory(folder.toFile()).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().putAll(Map.of("MAESTROQA_BASE_URL", sandbox.baseUrl().toString(), "MAESTROQA_API_TOKEN", SandboxOptions.defaults().token(),
            "MAESTROQA_REQUEST_PAUSE", "1ms", "STORE_ENDPOINT", server.endpoint().toString(), "STORE_ACCESS_KEY", "key", "STORE_SECRET_KEY", "secret"));
        builder.start().waitFor();
        return Files.readString(said);
    }
}
