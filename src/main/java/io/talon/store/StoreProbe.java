package io.talon.store;

import io.talon.ConfigurationException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Finds out whether a run could store and read its file, by an object that is deleted at once. */
public final class StoreProbe {
    private StoreProbe() {
    }

    /** @throws ConfigurationException saying what the store refuses, or that nobody is there */
    public static void tryOut(S3Client s3, String bucket, String prefix) {
        String key = prefix + "/talon-validate.txt";
        try {
            s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString("Written by talon validate; it may be deleted."));
            s3.getObjectAsBytes(request -> request.bucket(bucket).key(key));
            s3.deleteObject(request -> request.bucket(bucket).key(key));
        } catch (S3Exception e) {
            throw Bucket.refusal(bucket, e);
        } catch (SdkClientException e) {
            throw new ConfigurationException("The store cannot be reached: " + e.getMessage() + ".", "Check store.endpoint and the network.");
        }
    }
}
