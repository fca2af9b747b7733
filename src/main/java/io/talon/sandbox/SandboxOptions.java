package io.talon.sandbox;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a sandbox behaves.
 *
 * @param port            on 127.0.0.1; 0 takes any free one
 * @param token           the one token it accepts
 * @param data            folder whose CSV files are served, or null for invented data
 * @param processing      how long an export takes: a third of it requested, the rest in progress
 * @param dataUrlLifetime how long a dataUrl works
 * @param limits          whether 10 calls a second, 100 a minute and one export request a second are all that is answered
 */
public record SandboxOptions(int port, Dialect dialect, String token, Path data, Duration processing, WindowEnds windowEnds,
                             Duration dataUrlLifetime, boolean limits) {

    public static SandboxOptions defaults() {
        return new SandboxOptions(0, Dialect.ANY, "sandbox-token", null, Duration.ofSeconds(2), WindowEnds.HALF_OPEN, Duration.ofMinutes(10), false);
    }

    public SandboxOptions withPort(int port) {
        return new SandboxOptions(port, dialect, token, data, processing, windowEnds, dataUrlLifetime, limits);
    }

    /** @param dialect {@code rippit}, {@code legacy} or {@code any} */
    public SandboxOptions withDialect(String dialect) {
        return new SandboxOptions(port, Dialect.of(dialect), token, data, processing, windowEnds, dataUrlLifetime, limits);
    }

    public SandboxOptions withToken(String token) {
        return new SandboxOptions(port, dialect, token, data, processing, windowEnds, dataUrlLifetime, limits);
    }

    public SandboxOptions withData(Path folder) {
        return new SandboxOptions(port, dialect, token, folder, processing, windowEnds, dataUrlLifetime, limits);
    }

    public SandboxOptions withProcessing(Duration processing) {
        return new SandboxOptions(port, dialect, token, data, processing, windowEnds, dataUrlLifetime, limits);
    }

    public SandboxOptions withWindowEnds(WindowEnds windowEnds) {
        return new SandboxOptions(port, dialect, token, data, processing, windowEnds, dataUrlLifetime, limits);
    }

    public SandboxOptions withDataUrlLifetime(Duration dataUrlLifetime) {
        return new SandboxOptions(port, dialect, token, data, processing, windowEnds, dataUrlLifetime, limits);
    }

    public SandboxOptions withLimits(boolean limits) {
        return new SandboxOptions(port, dialect, token, data, processing, windowEnds, dataUrlLifetime, limits);
    }
}
