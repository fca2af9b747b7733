package io.talon;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.talon.ledger.Run;
import io.talon.ledger.RunState;
import io.talon.ledger.StoredObject;
import io.talon.sandbox.Answer;
import io.talon.sandbox.Effect;
import io.talon.sandbox.Scenario;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadFaultsTest extends ExportFaultFixture {
    private static final String DAY = "2026-03-02";
    private static final String CSV = "group_name,group_id,agent_name,agent_email,agent_ids,available\nUK Team,g1,Jo,jo@example.com,1,True\n";

    @Override
    Map<String, String> further() {
        return Map.of("STORE_STALL", "1500ms", "MAESTROQA_CALL_TIMEOUT", "3s");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** @param members name, content, name, content and so on */
    private static byte[] zip(Object... members) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            for (int i = 0; i < members.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) members[i]));
                zip.write((byte[]) members[i + 1]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static byte[] half(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }

    private Run played(byte[] content) throws Exception {
        sandbox.next(Scenario.file(Effect.bytes(content)).forever());
        return carried("groups", DAY);
    }

    @ParameterizedTest(name = "{0}: the address has expired")
    @ValueSource(ints = {403, 404, 410})
    void should_ask_for_a_fresh_address_and_for_no_new_export(int status) throws Exception {
        sandbox.next(Scenario.file(Effect.answer(status, "{}")).times(2));
        assertThat(fate("groups", DAY)).matches(landed());
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    @DisplayName("403 each time")
    void should_give_an_address_up_that_never_works() throws Exception {
        sandbox.next(Scenario.file(Effect.answer(403, "{}")).forever());
        Run run = failed(carried("groups", DAY), "address-expired");
        assertThat(sandbox.recorder().matching(call -> call.path().startsWith("/files"))).hasSize(3);
        replayed(run);
        assertThat(requests()).isEqualTo(1);
    }

    @ParameterizedTest(name = "200 with [{0}]")
    @ValueSource(strings = {"<?xml version=\"1.0\"?><Error>AccessDenied</Error>", "<html>", "{\"error\": \"gone\"}", "", "\n\n"})
    void should_store_nothing_that_is_no_csv(String content) throws Exception {
        Run run = failed(played(utf8(content)), "not-a-csv");
        assertThat(objects()).isEmpty();
        replayed(run);
    }

    @Test
    @DisplayName("shorter than Content-Length; chunks cut; connection cut before the first byte")
    void should_begin_a_cut_download_anew() throws Exception {
        sandbox.next(Scenario.file(Effect.truncated()), Scenario.file(Effect.truncatedChunked()), Scenario.file(Effect.hangUp()));
        Run run = fate("total_scores", DAY);
        assertThat(run).matches(landed());
        assertThat(objects()).hasSize(1);
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    @DisplayName("gzip cut, then zip cut, then whole")
    void should_begin_a_cut_archive_anew() throws Exception {
        sandbox.next(Scenario.file(Effect.bytes(half(gzip(utf8(CSV))))), Scenario.file(Effect.bytes(half(zip("groups.csv", utf8(CSV))))),
            Scenario.file(Effect.bytes(gzip(utf8(CSV)))));
        assertThat(fate("groups", DAY)).matches(landed());
        assertThat(app.ledger().objects()).singleElement().satisfies(object -> assertThat(object.bytes()).isEqualTo(CSV.length()));
    }

    @Test
    @DisplayName("stalls in the middle for ever")
    void should_break_a_stalled_download_off() throws Exception {
        sandbox.next(Scenario.file(Effect.stalled(Duration.ofMinutes(5))));
        assertThat(fate("total_scores", DAY)).matches(landed());
        assertThat(said()).contains("will be tried again");
    }

    @Test
    @DisplayName("one byte now and then")
    void should_break_a_dripping_download_off() throws Exception {
        sandbox.next(Scenario.file(honest -> honest.with((exchange, answer) -> drip(exchange))));
        assertThat(fate("total_scores", DAY)).matches(landed());
        assertThat(said()).contains("the download has stalled");
    }

    private static void drip(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 1_000_000);
        OutputStream out = exchange.getResponseBody();
        for (byte one : utf8(CSV.repeat(1000))) {
            out.write(one);
            out.flush();
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    @Test
    @DisplayName("redirect to an allowed address")
    void should_follow_a_redirect_that_is_allowed() throws Exception {
        sandbox.next(Scenario.file(Effect.answer(302, Map.of("location", "#here"), "")).times(3));
        Run run = fate("groups", DAY);
        assertThat(run).matches(landed());
        assertThat(run.attempts()).isEqualTo(1);
    }

    @ParameterizedTest(name = "redirect to {0}")
    @ValueSource(strings = {"file:///etc/passwd", "http://169.254.169.254/latest/meta-data", "ftp://example.com/x", "http://127.0.0.1:1/", "://"})
    void should_refuse_a_redirect_elsewhere(String location) throws Exception {
        sandbox.next(Scenario.file(Effect.answer(302, Map.of("location", location), "")).forever());
        replayed(failed(carried("groups", DAY), "address-refused"));
    }

    @Test
    @DisplayName("redirects in a circle")
    void should_leave_a_circle_of_redirects() throws Exception {
        sandbox.next(Scenario.file(Effect.answer(302, Map.of("location", "#here"), "")).times(4));
        assertThat(fate("groups", DAY)).matches(landed());
        assertThat(said()).contains("answered 302");
    }

    @ParameterizedTest(name = "the address is {0}")
    @ValueSource(strings = {"file:///etc/passwd", "http://127.0.0.1:1/x", "http://user:planted-api-token@example.com/x", "http://10.0.0.1/x", "log:x?level=ERROR",
        "http://[::1]/x", "http://exa mple/{{env:HOME}}", "http://169.254.169.254/latest", "http://[::ffff:127.0.0.1]/x", "http://2130706433/x", "http://localhost:1/x",
        "http://[2002:7f00:1::]/x", "http://0.0.0.0/x", "https:///x", "jar:http://x/!/y"})
    void should_refuse_an_address_that_points_elsewhere_than_to_the_web(String address) throws Exception {
        sandbox.next(Scenario.status(Effect.dataUrl(address)));
        Run run = failed(carried("groups", DAY), "address-refused");
        assertThat(objects()).isEmpty();
        replayed(run);
    }

    @Test
    @DisplayName("no token and no cookie goes to the file's host")
    void should_tell_the_files_host_nothing() throws Exception {
        sandbox.next(Scenario.status(honest -> new Answer(200, Map.of("content-type", "application/json", "set-cookie", "session=1"), honest.content(),
            honest.delivery())).forever());
        fate("groups", DAY);
        assertThat(sandbox.recorder().matching(call -> call.path().startsWith("/files"))).isNotEmpty().allSatisfy(call ->
            assertThat(call.headers().keySet()).doesNotContain("apitoken", "authorization", "cookie"));
    }

    @Test
    @DisplayName("zip of several members, one of them no CSV, one with ../ in its name, one twice")
    void should_unpack_by_member_and_keep_what_is_unknown() throws Exception {
        Run run = fate(played(zip("export/groups.csv", utf8(CSV), "read me.txt", utf8("hello"), "../../../evil/groups.csv", utf8("x"), "../csat.csv", utf8("gradable_id,csat_score\n1,5\n"))));
        assertThat(run).matches(landed());
        assertThat(objects()).allMatch(key -> key.startsWith("maestroqa/source=groups/")).hasSize(4);
        List<StoredObject> objects = app.ledger().objects();
        assertThat(objects).extracting(StoredObject::member).containsExactly("csat", "groups", "groups_unknown_2", "groups_unknown_3");
        assertThat(objects).filteredOn(object -> object.member().contains("unknown")).allSatisfy(object -> assertThat(object.notice()).contains("kept, not loaded"));
    }

    @Test
    @DisplayName("killed in the middle of a zip")
    void should_remove_at_its_start_what_a_killed_one_left() throws Exception {
        Path left = Files.writeString(Files.createDirectories(folder.resolve("talon-home/spool")).resolve("export-1.part"), "PK");
        restart();
        assertThat(left).doesNotExist();
        assertThat(fate(played(zip("groups.csv", utf8(CSV))))).matches(landed());
    }

    @Test
    @DisplayName("zip without members")
    void should_take_an_archive_without_members_for_empty() throws Exception {
        assertThat(fate(played(zip())).state()).isEqualTo(RunState.EMPTY);
    }

    @ParameterizedTest(name = "{0} bomb: 300 MB of nothing")
    @ValueSource(strings = {"zip", "gzip"})
    void should_refuse_a_bomb(String kind) throws Exception {
        byte[] nothing = new byte[300 << 20];
        Run run = failed(played(kind.equals("zip") ? zip("groups.csv", nothing) : gzip(nothing)), "bomb");
        assertThat(objects()).isEmpty();
        replayed(run);
    }

    @Test
    @DisplayName("no length, and the connection ends early within a value")
    void should_see_a_cut_that_no_length_tells() throws Exception {
        sandbox.next(Scenario.file(Effect.bytes(utf8("group_name,group_id,agent_name,agent_email,agent_ids,available\nUK Team,g1,\"J")).then(Effect.chunked())));
        Run run = failed(carried("groups", DAY), "malformed-csv");
        replayed(run);
    }

    @Test
    @DisplayName("3 MB without a length")
    void should_take_a_file_without_a_length() throws Exception {
        byte[] content = utf8(CSV + "UK Team,g1,Jo,jo@example.com,1,True\n".repeat(90_000));
        sandbox.next(Scenario.file(Effect.bytes(content).then(Effect.chunked())));
        assertThat(fate("groups", DAY)).matches(landed());
    }
}
