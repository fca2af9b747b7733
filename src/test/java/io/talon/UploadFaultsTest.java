package io.talon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.talon.ledger.Run;
import io.talon.sandbox.EmbeddedS3;
import io.talon.sandbox.Effect;
import io.talon.sandbox.Scenario;
import io.talon.store.ObjectStore;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

class UploadFaultsTest extends ExportFaultFixture {
    private static final String DAY = "2026-03-02";
    private static final String KEY = "maestroqa/source=total_scores/interval_start=2026-03-02T000000Z/interval_end=2026-03-03T000000Z/total_scores.csv";
    private EmbeddedS3 s3;
    private FaultyPipe pipe;
    private S3Client client;

    @Override
    @BeforeEach
    void start() throws Exception {
        s3 = EmbeddedS3.start(folder.resolve("s3"), "key", "planted-secret-key", "talon");
        pipe = new FaultyPipe(s3.endpoint());
        client = ObjectStore.open(s3.endpoint(), "us-east-1", "key", "planted-secret-key", true);
        super.start();
    }

    @Override
    @AfterEach
    void stop() throws Exception {
        super.stop();
        assertThat(client.listMultipartUploads(request -> request.bucket("talon")).uploads()).isEmpty();
        assertThat(said()).doesNotContain("planted-secret-key");
        client.close();
        pipe.close();
        s3.close();
    }

    @Override
    Map<String, String> further() {
        return Map.of("STORE_ENDPOINT", pipe.address().toString(), "STORE_ACCESS_KEY", "key", "STORE_SECRET_KEY", "planted-secret-key");
    }

    private List<String> keys() {
        return client.listObjectsV2(request -> request.bucket("talon")).contents().stream().map(S3Object::key).toList();
    }

    @ParameterizedTest(name = "{0} {1}, twice")
    @CsvSource({"503, SlowDown", "500, InternalError", "400, RequestTimeout"})
    void should_try_again_what_may_pass(int status, String code) throws Exception {
        pipe.answer(2, status, code);
        assertThat(fate("total_scores", DAY)).matches(landed());
        assertThat(keys()).containsExactly(KEY);
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    @DisplayName("reset at once, then in the middle of the object")
    void should_store_again_what_was_cut() throws Exception {
        pipe.cut(1, 0);
        assertThat(fate("total_scores", DAY)).matches(landed());
        pipe.cut(1, 6_000);
        assertThat(fate("total_scores", "2026-03-03")).matches(landed());
        assertThat(keys()).hasSize(2);
        assertThat(requests()).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"403, AccessDenied, access-key", "403, SignatureDoesNotMatch, secret-key", "403, RequestTimeTooSkewed, clock", "404, NoSuchBucket, bucket"})
    void should_fail_at_once_with_what_to_check(int status, String code, String remedy) throws Exception {
        pipe.answer(1, status, code);
        Run run = failed(carried("total_scores", DAY), "store-refused");
        assertThat(run.error()).contains(code);
        assertThat(run.remedy()).contains(remedy);
        assertThat(keys()).isEmpty();
        replayed(run);
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    @DisplayName("nobody listens at the store's address for a while")
    void should_go_on_when_the_store_is_back() throws Exception {
        pipe.cut(2, 0);
        assertThat(fate("total_scores", DAY)).matches(landed());
        assertThat(keys()).containsExactly(KEY);
    }

    @ParameterizedTest(name = "at the start: {0}")
    @ValueSource(strings = {"no such bucket", "wrong secret"})
    void should_refuse_to_start_with_a_store_that_says_no(String what) throws Exception {
        app.close();
        Settings wrong = settings().with(what.equals("wrong secret") ? Map.of("store.secret-key", "other") : Map.of("store.bucket", "other"));
        assertThatThrownBy(() -> App.start(wrong, Mode.COMMAND)).isInstanceOf(ConfigurationException.class)
            .hasMessageContaining(what.equals("wrong secret") ? "403" : "no bucket 'other'")
            .satisfies(e -> outcome(e, "refuses to start: " + e.getMessage()));
    }

    @Test
    @DisplayName("killed in the middle of an upload in parts")
    void should_sweep_up_what_a_dead_process_left() throws Exception {
        app.close();
        client.createMultipartUpload(request -> request.bucket("talon").key(KEY));
        client.createMultipartUpload(request -> request.bucket("talon").key("of/others"));
        app = App.start(settings(), Mode.COMMAND);
        await().atMost(PATIENCE).until(() -> client.listMultipartUploads(request -> request.bucket("talon")).uploads().size() == 1);
        MultipartUpload others = client.listMultipartUploads(request -> request.bucket("talon")).uploads().get(0);
        assertThat(others.key()).isEqualTo("of/others");
        client.abortMultipartUpload(request -> request.bucket("talon").key(others.key()).uploadId(others.uploadId()));
        assertThat(fate("total_scores", DAY)).matches(landed());
    }

    @ParameterizedTest(name = "20 MB {0} its length told, cut by the store after 12 MB, then whole")
    @ValueSource(strings = {"with", "without"})
    void should_leave_nothing_behind_of_an_upload_that_was_cut(String length) throws Exception {
        byte[] large = large();
        Effect effect = Effect.bytes(large);
        sandbox.next(Scenario.file(length.equals("with") ? effect : effect.then(Effect.chunked())).forever());
        pipe.cut(1, 12 << 20);
        stored(carried("total_scores", DAY), large);
    }

    @ParameterizedTest(name = "20 MB as {0}, cut by the vendor in the middle, then whole")
    @ValueSource(strings = {"chunks", "gzip"})
    void should_leave_nothing_behind_of_a_download_that_was_cut(String form) throws Exception {
        byte[] large = large();
        byte[] sent = form.equals("gzip") ? gzip(large) : large;
        List<List<String>> seen = new CopyOnWriteArrayList<>();
        Effect look = honest -> {
            seen.add(keys());
            return honest;
        };
        sandbox.next(Scenario.file(Effect.bytes(sent).then(Effect.truncatedChunked())), Scenario.file(Effect.bytes(sent).then(look).then(Effect.chunked())));
        stored(carried("total_scores", DAY), large);
        assertThat(seen).containsExactly(List.of());
    }

    @ParameterizedTest(name = "20 MB as {0}: half of it comes only when a part is in the store")
    @ValueSource(strings = {"chunks", "gzip"})
    void should_store_what_has_come_before_the_rest_is_there(String form) throws Exception {
        byte[] large = large();
        byte[] sent = form.equals("gzip") ? gzip(large) : large;
        sandbox.next(Scenario.file(honest -> honest.with((exchange, answer) -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(sent, 0, sent.length / 2);
                out.flush();
                await().atMost(PATIENCE).until(() -> parts() > 0);
                out.write(sent, sent.length / 2, sent.length - sent.length / 2);
            }
        })));
        Run run = carried("total_scores", DAY);
        stored(run, large);
        assertThat(run.attempts()).isEqualTo(1);
        assertThat(folder.resolve("talon-home/spool")).doesNotExist();
    }

    /** 20 MB that pack badly, in columns that are refused, so that nothing is loaded. */
    private static byte[] large() {
        byte[] noise = new byte[15 << 20];
        new Random(7).nextBytes(noise);
        return ("gradable_id,csat_score\n" + Base64.getMimeEncoder(76, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(noise)).getBytes(StandardCharsets.US_ASCII);
    }

    private long parts() {
        return client.listMultipartUploads(request -> request.bucket("talon")).uploads().stream()
            .mapToLong(upload -> client.listParts(request -> request.bucket("talon").key(upload.key()).uploadId(upload.uploadId())).parts().size()).sum();
    }

    private void stored(Run run, byte[] content) throws Exception {
        String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        assertThat(run.failure()).isEqualTo("wrong-columns");
        assertThat(keys()).containsExactly(KEY);
        assertThat(client.getObjectAsBytes(request -> request.bucket("talon").key(KEY)).asByteArrayUnsafe()).isEqualTo(content);
        assertThat(app.ledger().objects()).singleElement().satisfies(object -> {
            assertThat(object.bytes()).isEqualTo(content.length);
            assertThat(object.sha256()).isEqualTo(sha256);
        });
        outcome(run, "stored whole at attempt " + run.attempts());
    }

    @Test
    @DisplayName("the object is there already, with other content")
    void should_overwrite_and_record_what_was_there() throws Exception {
        Run run = fate("total_scores", DAY);
        String before = app.ledger().objects().get(0).sha256();
        sandbox.next(Scenario.file(Effect.edited(text -> text.replaceFirst("rubric_score", "points"))));
        client.deleteObject(request -> request.bucket("talon").key(KEY));
        app.ledger().loadAgain();
        Run gone = failed(ended(now(run)), "object-gone");
        Run wrong = failed(carried(gone.source(), DAY), "wrong-columns");
        assertThat(app.ledger().objects()).singleElement().satisfies(object -> assertThat(object.notice()).contains("took the place of other content, sha256 " + before));
        replayed(wrong);
    }

    @Test
    @DisplayName("the object was changed by somebody else after it was stored")
    void should_not_load_what_was_not_stored() throws Exception {
        Run run = carried("total_scores", DAY);
        client.putObject(request -> request.bucket("talon").key(KEY), RequestBody.fromString("a,b\n"));
        client.putObject(request -> request.bucket("talon").key("maestroqa/source=total_scores/stray.csv"), RequestBody.fromString("a,b\n"));
        app.ledger().loadAgain();
        Run changed = ended(now(run));
        assertThat(changed.failure()).isIn("object-changed", "wrong-columns");
        outcome(changed, "failed, " + changed.failure());
        replayed(changed);
    }
}
