package io.talon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talon.sandbox.EmbeddedS3;
import io.talon.sandbox.Sandbox;
import io.talon.sandbox.SandboxOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes, each with a home of its own, share a backfill by one PostgreSQL ledger and one bucket. */
class TwoProcessesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    @TempDir
    private Path folder;
    private EmbeddedPostgres postgres;
    private Sandbox sandbox;
    private EmbeddedS3 s3;

    @BeforeEach
    void start() throws Exception {
        postgres = EmbeddedPostgres.start();
        sandbox = Sandbox.start(SandboxOptions.defaults().withProcessing(Duration.ofMillis(300)));
        s3 = EmbeddedS3.start(folder.resolve("s3"), "key", "secret", "talon");
    }

    @AfterEach
    void stop() throws Exception {
        s3.close();
        sandbox.close();
        postgres.close();
    }

    /** @param pause between two requests */
    private Process backfill(String name, String pause) throws IOException {
        Path home = Files.createDirectories(folder.resolve(name));
        ProcessBuilder builder = new ProcessBuilder(Jar.command("backfill", "total_scores", "--from", "2026-02-01", "--to", "2026-03-03")).directory(home.toFile())
            .redirectErrorStream(true).redirectOutput(folder.resolve(name + ".txt").toFile());
        builder.environment().putAll(Map.of("MAESTROQA_BASE_URL", sandbox.baseUrl().toString(), "MAESTROQA_API_TOKEN", SandboxOptions.defaults().token(),
            "MAESTROQA_CALLS_PER_MINUTE", "100000", "MAESTROQA_REQUEST_PAUSE", pause, "EXPORT_POLL_INTERVAL", "100ms",
            "STORE_ENDPOINT", s3.endpoint().toString(), "STORE_ACCESS_KEY", "key", "STORE_SECRET_KEY", "secret"));
        builder.environment().putAll(Map.of("LEDGER_JDBC_URL", postgres.getJdbcUrl("postgres", "postgres"), "LEDGER_USER", "postgres", "LEDGER_PASSWORD", "postgres"));
        return builder.start();
    }

    private String said(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".txt"));
    }

    private long said(String name, String word) throws IOException {
        return said(name).lines().filter(line -> line.contains(word)).count();
    }

    private Path mart(String name) {
        return folder.resolve(name).resolve("talon-home/publish/mart.duckdb");
    }

    private List<String> asked() {
        return sandbox.recorder().exportRequests().stream().map(request -> request.json().path("name").asText()).toList();
    }

    @Test
    void should_share_a_backfill_and_do_no_interval_twice() throws Exception {
        Process one = backfill("one", "500ms");
        Process two = backfill("two", "500ms");
        assertThat(one.waitFor()).as(said("one")).isZero();
        assertThat(two.waitFor()).as(said("two")).isZero();
        assertThat(asked()).hasSize(30).doesNotHaveDuplicates();
        assertThat(Stream.of("one", "two")).allSatisfy(name -> assertThat(said(name, "requested, ticket")).isPositive());
        assertThat(Stream.of("one", "two").filter(name -> Files.exists(mart(name)))).hasSize(1);
        assertThat(said("one", "  landed") + said("two", "  landed")).isEqualTo(30);
    }

    @Test
    void should_take_over_everything_when_the_other_is_killed() throws Exception {
        Process one = backfill("one", "2s");
        await().atMost(PATIENCE).until(() -> said("one", "requested, ticket") >= 1);
        Process two = backfill("two", "2s");
        await().atMost(PATIENCE).until(() -> said("two", "requested, ticket") >= 3);
        one.destroyForcibly().waitFor();
        assertThat(two.waitFor()).as(said("two")).isZero();
        assertThat(asked().stream().distinct()).hasSize(30);
        assertThat(asked()).hasSizeLessThanOrEqualTo(31);
        assertThat(said("two")).contains("landed runs are loaded again from the store");
        assertThat(MartChecksum.of(mart("two"))).isEqualTo(reference());
    }

    /** The mart of one process alone, on a ledger of its own. */
    private String reference() throws Exception {
        postgres.close();
        postgres = EmbeddedPostgres.start();
        assertThat(backfill("alone", "1ms").waitFor()).as(said("alone")).isZero();
        return MartChecksum.of(mart("alone"));
    }
}
