package io.talon.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.talon.sandbox.EmbeddedS3;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

class PartsTest {
    private static final int PART = 5 << 20;

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {1, PART - 1, PART, PART + 1, 2 * PART})
    void should_store_every_byte_wherever_the_end_falls(int size, @TempDir Path folder) throws Exception {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        try (EmbeddedS3 server = EmbeddedS3.start(folder, "key", "secret", "talon"); S3Client s3 = ObjectStore.open(server.endpoint(), "us-east-1", "key", "secret", true)) {
            new Parts(s3, "talon").put("object", new ByteArrayInputStream(content));
            assertThat(s3.getObjectAsBytes(request -> request.bucket("talon").key("object")).asByteArrayUnsafe()).isEqualTo(content);
            assertThat(s3.listMultipartUploads(request -> request.bucket("talon")).uploads()).isEmpty();
        }
    }
}
