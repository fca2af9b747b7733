package io.talon;

import io.talon.sandbox.EmbeddedS3;
import io.talon.sandbox.Sandbox;
import io.talon.sandbox.SandboxOptions;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The parts that run within this process until a property points elsewhere: the vendor's sandbox and an S3 server. */
final class Embedded implements AutoCloseable {
    private final Settings settings;
    private final Sandbox sandbox;
    private final OpenParts opened;

    private Embedded(Settings settings, Sandbox sandbox, OpenParts opened) {
        this.settings = settings;
        this.sandbox = sandbox;
        this.opened = opened;
    }

    static Embedded start(Settings configured) throws Exception {
        Map<String, String> found = new HashMap<>();
        OpenParts opened = new OpenParts();
        try {
            Sandbox sandbox = configured.isEmbedded("maestroqa.base-url") ? opened.add(sandbox(configured, found)) : null;
            if (configured.isEmbedded("store.endpoint")) {
                opened.add(s3(configured, found));
            }
            return new Embedded(configured.with(found), sandbox, opened);
        } catch (Exception e) {
            try (opened) {
                throw e;
            }
        }
    }

    private static Sandbox sandbox(Settings settings, Map<String, String> found) throws Exception {
        SandboxOptions options = SandboxOptions.defaults().withLimits(true);
        if (!settings.text("sandbox.data").isBlank()) {
            options = options.withData(settings.path("sandbox.data"));
        }
        Sandbox sandbox = started(options);
        found.put("maestroqa.base-url", sandbox.baseUrl().toString());
        found.put("maestroqa.api-token", options.token());
        return sandbox;
    }

    private static Sandbox started(SandboxOptions options) throws IOException {
        try {
            return Sandbox.start(options);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("The property sandbox.data cannot be used: " + e.getMessage() + ".", "Name a folder with files in MaestroQA's shape.");
        }
    }

    private static EmbeddedS3 s3(Settings settings, Map<String, String> found) throws Exception {
        String key = "embedded";
        EmbeddedS3 s3 = EmbeddedS3.start(settings.home().resolve("s3"), key, key, settings.text("store.bucket"));
        found.putAll(Map.of("store.endpoint", s3.endpoint().toString(), "store.access-key", key, "store.secret-key", key, "store.path-style", "true"));
        return s3;
    }

    /** The settings with the embedded parts' addresses in them. */
    Settings settings() {
        return settings;
    }

    /** The sandbox, or null where the vendor is real. */
    Sandbox sandbox() {
        return sandbox;
    }

    /** What a host should say of the embedded vendor at its start. */
    List<String> notice() {
        return sandbox == null ? List.of() : sandbox.notice();
    }

    @Override
    public void close() throws Exception {
        opened.close();
    }
}
