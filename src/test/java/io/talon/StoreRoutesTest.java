package io.talon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talon.ledger.Run;
import io.talon.ledger.RunState;
import io.talon.ledger.StoredObject;
import io.talon.sandbox.Effect;
import io.talon.sandbox.Scenario;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StoreRoutesTest extends RoutesFixture {
    private static final int PARALLEL = 2;

    @Override
    Map<String, String> environment() {
        return Map.of("STORE_PARALLEL", String.valueOf(PARALLEL));
    }

    private List<StoredObject> objects(Run run) {
        return app.ledger().objects().stream().filter(object -> object.run().equals(run.id())).toList();
    }

    @Test
    void should_store_the_vendors_bytes_under_source_and_interval() throws Exception {
        byte[] bytes = "group_name,group_id,agent_name,agent_email,agent_ids,available\nUk Team,g1,Jo,jo@example.com,1,True\n".getBytes(StandardCharsets.UTF_8);
        sandbox.next(Scenario.file(Effect.bytes(bytes)));
        Run run = carried("groups", "2026-03-02");
        StoredObject object = objects(run).get(0);
        assertThat(object.key()).isEqualTo("maestroqa/source=groups/interval_start=2026-03-02T000000Z/interval_end=2026-03-03T000000Z/groups.csv");
        assertThat(object.bytes()).isEqualTo(bytes.length);
        assertThat(object.sha256()).isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        assertThat(folder.resolve("talon-home/s3/talon").resolve(object.key())).hasBinaryContent(bytes);
    }

    @Test
    void should_store_a_file_whose_length_is_not_told() throws Exception {
        sandbox.next(Scenario.file(Effect.chunked()));
        Run run = carried("total_scores", "2026-03-02");
        assertThat(run.state()).isEqualTo(RunState.LANDED);
        assertThat(objects(run).get(0).bytes()).isPositive();
        assertThat(folder.resolve("talon-home/spool")).doesNotExist();
    }

    @Test
    void should_open_no_more_files_than_are_streamed_at_once() throws Exception {
        AtomicInteger waiting = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        sandbox.next(Scenario.file(honest -> honest.with((exchange, answer) -> {
            most.accumulateAndGet(waiting.incrementAndGet(), Math::max);
            await().atMost(PATIENCE).until(() -> most.get() >= PARALLEL && sandbox.recorder().count("GET", "/api/v1/export-data/") >= 6);
            waiting.decrementAndGet();
            honest.delivery().send(exchange, answer);
        })).forever());
        List<Run> runs = new ArrayList<>();
        for (int day = 1; day <= 6; day++) {
            runs.addAll(demand("total_scores", "2026-03-0" + day));
        }
        assertThat(runs).allSatisfy(run -> assertThat(ended(run).attempts()).isEqualTo(1));
        assertThat(most).hasValue(PARALLEL);
    }

    @Test
    void should_store_a_zip_as_one_object_per_member() throws Exception {
        sandbox.next(Scenario.file(honest -> honest.with(io.talon.sandbox.Content.of(zip()))));
        Run run = carried("total_scores", "2026-03-02");
        assertThat(run.state()).isEqualTo(RunState.LANDED);
        assertThat(objects(run)).extracting(StoredObject::member).containsExactly("csat", "total_scores");
        assertThat(objects(run)).extracting(StoredObject::rows).containsExactly(1L, 2L);
    }

    private static byte[] zip() {
        var bytes = new java.io.ByteArrayOutputStream();
        try (var zip = new java.util.zip.ZipOutputStream(bytes)) {
            zip.putNextEntry(new java.util.zip.ZipEntry("export/total_scores.csv"));
            zip.write(("gradable_id,agent_id,agent_name,agent_email,rubric_id,rubric_name,rubric_score,max_rubric_score,date_graded,grader,grade_type\n"
                + "1,a,n,e,r,R,5,5,2026-03-02 10:00:00,g,grading\n2,a,n,e,r,R,5,5,2026-03-02 10:00:00,g,grading\n").getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new java.util.zip.ZipEntry("export/csat.csv"));
            zip.write("gradable_id,csat_score\n1,5\n".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }
}
