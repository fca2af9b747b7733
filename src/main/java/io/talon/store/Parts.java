package io.talon.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
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
    private final S3Client s3;
    private final String bucket;

    public Parts(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /** @param content read to its end, into a buffer of one part */
    public void put(String key, InputStream content) throws IOException {
        byte[] part = new byte[SIZE];
        int size = content.readNBytes(part, 0, SIZE);
        if (size < SIZE) {
            s3.putObject(request -> request.bucket(bucket).key(key), body(part, size));
        } else {
            putParts(key, part, content);
        }
    }

    private void putParts(String key, byte[] part, InputStream content) throws IOException {
        String upload = s3.createMultipartUpload(request -> request.bucket(bucket).key(key)).uploadId();
        try {
            List<CompletedPart> parts = new ArrayList<>();
            for (int size = SIZE; size > 0; size = content.readNBytes(part, 0, SIZE)) {
                parts.add(putPart(key, upload, parts.size() + 1, body(part, size)));
            }
            s3.completeMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(upload).multipartUpload(whole -> whole.parts(parts)));
        } catch (IOException | RuntimeException e) {
            abort(key, upload, e);
            throw e;
        }
    }

    private CompletedPart putPart(String key, String upload, int number, RequestBody body) {
        String tag = s3.uploadPart(request -> request.bucket(bucket).key(key).uploadId(upload).partNumber(number), body).eTag();
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

    /** Of the buffer itself: other bodies than streams are copied. */
    private static RequestBody body(byte[] part, int size) {
        return RequestBody.fromInputStream(new ByteArrayInputStream(part, 0, size), size);
    }
}
