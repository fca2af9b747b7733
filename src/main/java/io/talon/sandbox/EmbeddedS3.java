package io.talon.sandbox;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** An S3 server in this process that keeps its one bucket in a folder; clients must address it path style. */
public final class EmbeddedS3 implements AutoCloseable {
    private final S3Proxy server;

    private EmbeddedS3(S3Proxy server) {
        this.server = server;
    }

    /** Serves the folder on a free port of 127.0.0.1, and makes folder and bucket where they are missing. */
    public static EmbeddedS3 start(Path folder, String accessKey, String secretKey, String bucket) throws Exception {
        makeBucket(folder, bucket);
        EmbeddedS3 s3 = new EmbeddedS3(server(folder, accessKey, secretKey));
        s3.listen();
        return s3;
    }

    private static void makeBucket(Path folder, String bucket) throws IOException {
        if (!bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            throw new IllegalArgumentException("'" + bucket + "' is no bucket name");
        }
        Files.createDirectories(folder.resolve(bucket));
    }

    /**
     * Newer SDKs send headers this server does not know yet, so it is told to pass over them;
     * and they keep idle connections open, for which a stop that waits would wait its full time.
     */
    private static S3Proxy server(Path folder, String accessKey, String secretKey) {
        return S3Proxy.builder()
            .blobStore(new FilesystemNio2BlobStore(folder.toAbsolutePath().toString()))
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, accessKey, secretKey)
            .ignoreUnknownHeaders(true)
            .metricsEnabled(false)
            .stopTimeout(0)
            .build();
    }

    /** A server that could not start still has threads, so it is stopped. */
    private void listen() throws Exception {
        try {
            server.start();
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
