package io.talon.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Talon's packaged jar as a process of its own, and what it says. */
final class TalonProcess implements AutoCloseable {
    static final String UP = "Talon is up";
    static final String REQUESTED = " requested, ";
    static final String STORED = " stored, ";
    /** The vendor's limits set aside, so that Talon's own work is left. */
    static final Map<String, String> QUICK = Map.of("MAESTROQA_CALLS_PER_MINUTE", "1000000", "MAESTROQA_REQUEST_PAUSE", "1ms", "EXPORT_POLL_INTERVAL", "10ms");
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private final List<Line> said = new ArrayList<>();
    private final Process process;

    /** What the process said, and when it was heard. */
    private record Line(Instant instant, String words) {
    }

    private TalonProcess(Process process) {
        this.process = process;
        Thread listener = new Thread(() -> process.inputReader().lines().forEach(this::hear), "listener");
        listener.setDaemon(true);
        listener.start();
    }

    /** @param environment what is not as delivered, apart from where vendor and store are and when its schedule ticks */
    static TalonProcess start(FarEnd farEnd, Path home, Map<String, String> environment, String... arguments) throws IOException {
        Files.createDirectories(home);
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        Stream.of(System.getProperty("benchmark.jvm", "").split(" ")).filter(option -> !option.isBlank()).forEach(command::add);
        command.addAll(List.of("-jar", Path.of("target/talon.jar").toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
        builder.environment().putAll(surroundings(farEnd));
        builder.environment().putAll(environment);
        return new TalonProcess(builder.start());
    }

    private static Map<String, String> surroundings(FarEnd farEnd) {
        return new HashMap<>(Map.of("MAESTROQA_BASE_URL", farEnd.vendor().toString(), "MAESTROQA_API_TOKEN", FarEnd.TOKEN,
            "STORE_ENDPOINT", farEnd.store().toString(), "STORE_ACCESS_KEY", FarEnd.KEY, "STORE_SECRET_KEY", FarEnd.KEY, "STORE_BUCKET", FarEnd.BUCKET,
            "SOURCE_GROUPS_ENABLED", "false", "SOURCE_TOTAL_SCORES_CRON", "0 0 0 1 1 ? 2099", "EXPORT_DEADLINE", "1d"));
    }

    private synchronized void hear(String words) {
        said.add(new Line(Instant.now(), words));
        notifyAll();
    }

    /** Only what is said from here on is waited for. */
    synchronized void forget() {
        said.clear();
    }

    /** When these words were said for the n-th time. */
    synchronized Instant await(String words, int n) throws Exception {
        long latest = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            List<Line> lines = said.stream().filter(line -> line.words.contains(words)).toList();
            if (lines.size() >= n) {
                return lines.get(n - 1).instant;
            }
            if (!process.isAlive() || System.nanoTime() > latest) {
                throw new TimeoutException("'" + words + "' was said " + lines.size() + " times of " + n + ": " + said);
            }
            wait(1_000);
        }
    }

    /** Waits for the end, which must be a good one. */
    void awaitEnd() throws Exception {
        if (process.waitFor() != 0) {
            throw new IllegalStateException("Talon failed: " + said);
        }
    }

    ProcessTree tree() {
        return new ProcessTree(process.toHandle());
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        // By its handle: Process.destroy would close the stream that is still being listened to.
        process.toHandle().destroy();
        process.onExit().join();
    }
}
