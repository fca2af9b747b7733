package io.talon.store;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Opens the S3 client that camel-aws2-s3 uses. */
public final class ObjectStore {
    private ObjectStore() {
    }

    /** @param endpoint of an S3 other than Amazon's own, or null */
    public static S3Client open(URI endpoint, String region, String accessKey, String secretKey, boolean pathStyle) {
        S3ClientBuilder client = S3Client.builder()
            .region(Region.of(region))
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)))
            .forcePathStyle(pathStyle)
            .putAuthScheme(new UnsignedPayload())
            .httpClientBuilder(Apache5HttpClient.builder().connectionTimeout(Duration.ofSeconds(10)).socketTimeout(Duration.ofMinutes(1)))
            // A stream can be sent once only; what is worth another try is tried again by its run, from the start.
            .overrideConfiguration(options -> options.retryStrategy(AwsRetryStrategy.doNotRetry()))
            // Not every S3 understands the checksum trailers that newer clients send by themselves.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        return (endpoint == null ? client : client.endpointOverride(endpoint)).build();
    }
}
