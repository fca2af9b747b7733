package io.talon.benchmark;

import io.talon.sandbox.Content;
import io.talon.sandbox.EmbeddedS3;
import io.talon.sandbox.Sandbox;
import io.talon.sandbox.SandboxOptions;
import io.talon.sandbox.Scenario;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Vendor and store, in a process of their own that ends with its standard input; prints where each is. */
public final class FarEndProcess {
    private static final Duration LIFETIME = Duration.ofDays(1_000);

    private FarEndProcess() {
    }

    /** @param arguments the store's folder, the file that every export has, and how long an export takes */
    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[1]);
        SandboxOptions options = SandboxOptions.defaults().withProcessing(Duration.parse(arguments[2])).withDataUrlLifetime(LIFETIME);
        try (Sandbox sandbox = Sandbox.start(options); EmbeddedS3 s3 = EmbeddedS3.start(Path.of(arguments[0]), FarEnd.KEY, FarEnd.KEY, FarEnd.BUCKET)) {
            sandbox.next(Scenario.file(answer -> answer.with(content(file))).forever());
            System.out.println(sandbox.baseUrl() + " " + s3.endpoint());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
        System.exit(0);
    }

    private static Content content(Path file) {
        return () -> new Content.Opened(Files.size(file), new LargeSteps(Files.newInputStream(file)));
    }

    /** Read in steps so large that the vendor costs little beside those that are measured. */
    private static final class LargeSteps extends FilterInputStream {
        private static final int STEP = 1 << 18;

        LargeSteps(InputStream in) {
            super(in);
        }

        @Override
        public long transferTo(OutputStream out) throws IOException {
            byte[] step = new byte[STEP];
            long sum = 0;
            for (int read = in.read(step); read >= 0; read = in.read(step)) {
                out.write(step, 0, read);
                sum += read;
            }
            return sum;
        }
    }
}
