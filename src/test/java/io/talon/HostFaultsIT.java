package io.talon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.talon.sandbox.EmbeddedS3;
import io.talon.sandbox.Sandbox;
import io.talon.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may befall the machine, played to the jar. */
@ExtendWith(FaultTable.class)
class HostFaultsIT implements FaultTable.Played {
    /** What a shell starts in the background ignores SIGINT, as does all that it starts; where env can, it undoes that. */
    private static final String SIGINT = "$(env --default-signal=INT true 2>/dev/null && echo env --default-signal=INT)";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    @TempDir
    private Path folder;
    private Sandbox sandbox;
    private EmbeddedS3 s3;
    private String outcome = "";

    @Override
    public String outcome() {
        return outcome;
    }

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.defaults().withProcessing(Duration.ofMillis(300)));
        s3 = EmbeddedS3.start(folder.resolve("s3"), "key", "secret", "talon");
    }

    @AfterEach
    void stop() throws Exception {
        s3.close();
        sandbox.close();
    }

    /** @param before words of a shell that stand before the command, such as a limit */
    private Process backfill(String before, String memory, Path home) throws IOException {
        String command = ("%s exec " + SIGINT + " '%s/bin/java' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC %s -jar '%s' backfill total_scores --from 2026-03-01 --to 2026-03-06").formatted(before, System.getProperty("java.home"),
            memory, Path.of("target/talon.jar").toAbsolutePath());
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(said().toFile());
        builder.environment().putAll(Map.of("MAESTROQA_BASE_URL", sandbox.baseUrl().toString(), "MAESTROQA_API_TOKEN", SandboxOptions.defaults().token(),
            "MAESTROQA_REQUEST_PAUSE", "500ms", "EXPORT_POLL_INTERVAL", "100ms", "STORE_ENDPOINT", s3.endpoint().toString(), "STORE_ACCESS_KEY", "key",
            "STORE_SECRET_KEY", "secret", "TALON_HOME", home.toString()));
        return builder.start();
    }

    private Path said() {
        return folder.resolve("said.txt");
    }

    private void waitFor(String words) {
        await().atMost(PATIENCE).until(() -> Files.exists(said()) && Files.readString(said()).contains(words));
    }

    private void shell(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(words));
        assumeThat(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("shell.txt").toFile()).start().waitFor()).as(String.join(" ", words)).isZero();
    }

    private long requests() {
        return sandbox.recorder().exportRequests().size();
    }

    @ParameterizedTest(name = "{0} in the middle")
    @ValueSource(strings = {"SIGTERM", "SIGINT"})
    void should_stop_in_time_and_go_on(String signal) throws Exception {
        Process process = backfill("", "", folder.resolve("home"));
        waitFor("requested, ticket");
        new ProcessBuilder("kill", "-" + signal.substring(3), String.valueOf(process.pid())).start().waitFor();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        assertThat(Files.readString(said())).doesNotContain("FAILED");
        assertThat(backfill("", "", folder.resolve("home")).waitFor()).as(Files.readString(said())).isZero();
        assertThat(requests()).isEqualTo(5);
        outcome = "parked, gone on with at the next start";
    }

    @ParameterizedTest(name = "not enough memory: {0}")
    @ValueSource(strings = {"-Xmx12m", "-Xmx24m"})
    void should_exit_loudly_without_memory_and_go_on_with_more(String memory) throws Exception {
        Process process = backfill("", memory, folder.resolve("home"));
        assertThat(process.waitFor()).isNotZero();
        assertThat(Files.readString(said())).contains("OutOfMemoryError");
        assertThat(backfill("", "", folder.resolve("home")).waitFor()).as(Files.readString(said())).isZero();
        assertThat(requests()).isLessThanOrEqualTo(6);
        outcome = "exits with 1, gone on with at the next start";
    }

    @Test
    @DisplayName("16 open files are all there may be")
    void should_exit_loudly_without_files_and_go_on_with_more() throws Exception {
        assertThat(backfill("ulimit -n 16;", "", folder.resolve("home")).waitFor()).isNotZero();
        assertThat(Files.readString(said())).containsIgnoringCase("Too many open files");
        assertThat(backfill("", "", folder.resolve("home")).waitFor()).as(Files.readString(said())).isZero();
        outcome = "exits with 1 or 2, gone on with at the next start";
    }

    @Test
    @DisplayName("the disk is full for a while")
    void should_wait_for_room() throws Exception {
        Path home = Files.createDirectory(folder.resolve("small"));
        shell("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", home.toString());
        try {
            Process process = backfill("", "", home);
            waitFor("requested, ticket");
            Path filling = home.resolve("filling");
            new ProcessBuilder("dd", "if=/dev/zero", "of=" + filling, "bs=4k").redirectErrorStream(true).redirectOutput(folder.resolve("dd.txt").toFile()).start().waitFor();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).as(Files.readString(said())).isFalse();
            Files.delete(filling);
            assertThat(process.waitFor()).as(Files.readString(said())).isZero();
            assertThat(requests()).isEqualTo(5);
            outcome = "waits, gone on with when there is room";
        } finally {
            shell("umount", home.toString());
        }
    }
}
