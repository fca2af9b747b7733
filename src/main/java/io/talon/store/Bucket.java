package io.talon.store;

import io.talon.ConfigurationException;
import io.talon.interval.Interval;
import io.talon.ledger.Ledger;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The bucket as a whole: whether it can be used, and what dead processes left in it. */
public final class Bucket {
    private static final Logger LOG = LoggerFactory.getLogger("talon");
    private final S3Client s3;
    private final String name;
    private final String prefix;
    private final Ledger ledger;
    private final Instant started;

    /** @param prefix under which everything of ours lies */
    public Bucket(S3Client s3, String name, String prefix, Ledger ledger, Clock clock) {
        this.s3 = s3;
        this.name = name;
        this.prefix = prefix;
        this.ledger = ledger;
        this.started = clock.instant();
    }

    /** A store that cannot be reached may come back; one that says no will say it again. */
    public void check() {
        try {
            s3.headBucket(request -> request.bucket(name));
        } catch (S3Exception e) {
            if (e.statusCode() < 500) {
                throw refusal(name, e);
            }
            LOG.warn("The store is unwell: it answers {}. Runs wait for it.", e.statusCode());
        } catch (SdkClientException e) {
            LOG.warn("The store cannot be reached: {}. Runs wait for it.", e.getMessage());
        }
    }

    static ConfigurationException refusal(String bucket, S3Exception e) {
        return e.statusCode() == 404 ? new ConfigurationException("The store has no bucket '" + bucket + "'.", "Create it, or correct store.bucket.")
            : new ConfigurationException("The store refuses the bucket '" + bucket + "' with " + e.statusCode() + ".",
                "Check store.access-key, store.secret-key, store.region, what they may do, and this machine's clock.");
    }

    /** Whether the store answers and lets us into the bucket. */
    public boolean isReachable() {
        try {
            s3.headBucket(request -> request.bucket(name));
            return true;
        } catch (SdkException e) {
            return false;
        }
    }

    /** Aborts uploads in parts that a process was killed in: they are no objects, but they are paid for. */
    public void sweep() {
        List<String> others = ledger.ofOthers().stream().map(run -> Interval.safe(run.intervalStart())).toList();
        s3.listMultipartUploadsPaginator(request -> request.bucket(name).prefix(prefix + "/")).uploads().stream()
            .filter(upload -> upload.initiated().isBefore(started) && others.stream().noneMatch(upload.key()::contains))
            .forEach(this::abort);
    }

    private void abort(MultipartUpload upload) {
        s3.abortMultipartUpload(request -> request.bucket(name).key(upload.key()).uploadId(upload.uploadId()));
        LOG.info("Aborted an upload in parts of {} that was left open.", upload.key());
    }
}
