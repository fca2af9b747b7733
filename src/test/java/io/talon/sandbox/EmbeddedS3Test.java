package io.talon.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class EmbeddedS3Test {
    private static final String BUCKET = "talon";
    private static final String KEY = "maestroqa/total_scores/2026-02-01.csv";
    private static final int PART = 5 * 1024 * 1024;

    @TempDir
    Path folder;
    private EmbeddedS3 s3;
    private S3Client client;

    @BeforeEach
    void start() throws Exception {
        s3 = EmbeddedS3.start(folder, "key", "secret", BUCKET);
        client = client("secret");
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        s3.close();
    }

    @Test
    void should_put_get_list_and_delete_an_object() {
        put("оценка 🙂");

        assertThat(get()).isEqualTo("оценка 🙂");
        assertThat(keys()).containsExactly(KEY);

        client.deleteObject(request -> request.bucket(BUCKET).key(KEY));
        assertThat(keys()).isEmpty();
        assertThatThrownBy(this::get).isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void should_overwrite_an_object() {
        put("first");
        put("second");

        assertThat(get()).isEqualTo("second");
        assertThat(client.headObject(request -> request.bucket(BUCKET).key(KEY)).contentLength()).isEqualTo(6);
    }

    @Test
    void should_copy_an_object_and_delete_several() {
        put("text");
        client.copyObject(request -> request.sourceBucket(BUCKET).sourceKey(KEY).destinationBucket(BUCKET).destinationKey("copy"));
        assertThat(keys()).containsExactlyInAnyOrder(KEY, "copy");

        client.deleteObjects(request -> request.bucket(BUCKET).delete(these -> these.objects(id -> id.key(KEY), id -> id.key("copy"))));
        assertThat(keys()).isEmpty();
    }

    @Test
    void should_join_the_parts_of_a_multipart_upload() {
        String upload = beginUpload();
        List<CompletedPart> parts = List.of(part(upload, 1, filled(PART, 'a')), part(upload, 2, filled(10, 'b')));
        client.completeMultipartUpload(request -> request.bucket(BUCKET).key(KEY).uploadId(upload).multipartUpload(all -> all.parts(parts)));

        byte[] joined = client.getObjectAsBytes(request -> request.bucket(BUCKET).key(KEY)).asByteArray();
        assertThat(joined).hasSize(PART + 10).startsWith('a').endsWith('b');
        assertThat(keys()).containsExactly(KEY);
    }

    @Test
    void should_list_and_abort_an_unfinished_multipart_upload() {
        String upload = beginUpload();
        part(upload, 1, filled(10, 'a'));
        assertThat(uploads()).containsExactly(upload);

        client.abortMultipartUpload(request -> request.bucket(BUCKET).key(KEY).uploadId(upload));
        assertThat(uploads()).isEmpty();
        assertThat(keys()).isEmpty();
    }

    @Test
    void should_serve_a_range_and_a_presigned_address() throws Exception {
        put("0123456789");
        assertThat(client.getObjectAsBytes(request -> request.bucket(BUCKET).key(KEY).range("bytes=2-4")).asUtf8String()).isEqualTo("234");

        try (S3Presigner presigner = presigner()) {
            URI address = presigner.presignGetObject(signed -> signed.signatureDuration(Duration.ofMinutes(1)).getObjectRequest(get -> get.bucket(BUCKET).key(KEY)))
                .url().toURI();
            assertThat(HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body()).isEqualTo("0123456789");
        }
    }

    @Test
    void should_refuse_a_wrong_secret() {
        try (S3Client stranger = client("wrong")) {
            assertThatThrownBy(() -> stranger.listObjectsV2(request -> request.bucket(BUCKET)))
                .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
        }
    }

    @Test
    void should_refuse_a_second_writer_where_the_first_must_win() {
        put("first");

        assertThatThrownBy(() -> client.putObject(request -> request.bucket(BUCKET).key(KEY).ifNoneMatch("*"), RequestBody.fromString("second")))
            .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
        assertThat(get()).isEqualTo("first");
    }

    @Test
    void should_keep_objects_over_a_restart() throws Exception {
        put("kept");
        stop();
        start();

        assertThat(get()).isEqualTo("kept");
    }

    @Test
    void should_leave_no_thread_behind() throws Exception {
        put("text");
        s3.close();

        assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName).noneMatch(name -> name.startsWith("S3Proxy"));
    }

    @Test
    void should_refuse_a_bucket_name_that_leaves_the_folder() {
        assertThatThrownBy(() -> EmbeddedS3.start(folder, "key", "secret", "../x")).isInstanceOf(IllegalArgumentException.class);
    }

    private S3Client client(String secret) {
        URI endpoint = s3.endpoint();
        return S3Client.builder().endpointOverride(endpoint).forcePathStyle(true).region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", secret))).build();
    }

    private S3Presigner presigner() {
        return S3Presigner.builder().endpointOverride(s3.endpoint()).region(Region.US_EAST_1)
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"))).build();
    }

    private void put(String text) {
        client.putObject(request -> request.bucket(BUCKET).key(KEY), RequestBody.fromString(text));
    }

    private String get() {
        return client.getObjectAsBytes(request -> request.bucket(BUCKET).key(KEY)).asUtf8String();
    }

    private List<String> keys() {
        return client.listObjectsV2(request -> request.bucket(BUCKET)).contents().stream().map(S3Object::key).toList();
    }

    private String beginUpload() {
        return client.createMultipartUpload(request -> request.bucket(BUCKET).key(KEY)).uploadId();
    }

    private CompletedPart part(String upload, int number, byte[] bytes) {
        String tag = client.uploadPart(request -> request.bucket(BUCKET).key(KEY).uploadId(upload).partNumber(number), RequestBody.fromBytes(bytes)).eTag();
        return CompletedPart.builder().partNumber(number).eTag(tag).build();
    }

    private List<String> uploads() {
        return client.listMultipartUploads(request -> request.bucket(BUCKET)).uploads().stream().map(found -> found.uploadId()).toList();
    }

    private static byte[] filled(int size, char value) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
