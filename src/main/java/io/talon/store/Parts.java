package io.talon.store;

import com.fasterxml.jackson.databind.util.ByteBufferBackedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Stores a stream whose length nobody tells: part by part, since S3 takes nothing without a length, and seen only when all parts are there. */
public final class Parts {
    /** The least that S3 takes; it takes 10,000 of them, which is 48 GB. */
    private static final int SIZE = 5 << 20;
    /** One for each file that is streamed at the same time; not in the heap, which need not be the larger for it. */
    private final ThreadLocal<ByteBuffer> part = ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(SIZE));
    private final S3Client s3;
    private final String bucket;

    public Parts(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /** @param content read to its end */
    public void put(String key, InputStream content) throws IOException {
        ReadableByteChannel file = Channels.newChannel(content);
        if (fill(file) < SIZE) {
            s3.putObject(request -> request.bucket(bucket).key(key), body());
        } else {
            putParts(key, file);
        }
    }

    private void putParts(String key, ReadableByteChannel file) throws IOException {
        String upload = s3.createMultipartUpload(request -> request.bucket(bucket).key(key)).uploadId();
        try {
            List<CompletedPart> parts = new ArrayList<>();
            do {
                parts.add(putPart(key, upload, parts.size() + 1));
            } while (fill(file) > 0);
            s3.completeMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(upload).multipartUpload(whole -> whole.parts(parts)));
        } catch (IOException | RuntimeException e) {
            abort(key, upload, e);
            throw e;
        }
    }

    /** Answers how many bytes came: fewer than a part has only at the end. */
    private int fill(ReadableByteChannel file) throws IOException {
        ByteBuffer buffer = part.get().clear();
        int read;
        do {
            read = file.read(buffer);
        } while (read >= 0 && buffer.hasRemaining());
        return buffer.flip().remaining();
    }

    private CompletedPart putPart(String key, String upload, int number) {
        String tag = s3.uploadPart(request -> request.bucket(bucket).key(key).uploadId(upload).partNumber(number), body()).eTag();
        return CompletedPart.builder().partNumber(number).eTag(tag).build();
    }

    /** What was wrong is what counts, even if the store is not there for an abort either. */
    private void abort(String key, String upload, Exception problem) {
        try {
            s3.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(upload));
        } catch (SdkException e) {
            problem.addSuppressed(e);
        }
    }

    private RequestBody body() {
        ByteBuffer content = part.get();
        return RequestBody.fromContentProvider(() -> new ByteBufferBackedInputStream(content.duplicate()), content.remaining(), "application/octet-stream");
    }
}
