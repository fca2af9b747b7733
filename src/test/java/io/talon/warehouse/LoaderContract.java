package io.talon.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.talon.interval.Interval;
import io.talon.ledger.Ledger;
import io.talon.ledger.LedgerDatabase;
import io.talon.ledger.OwnershipLostException;
import io.talon.ledger.Request;
import io.talon.ledger.Run;
import io.talon.ledger.RunFailure;
import io.talon.ledger.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a stored file in the warehouse, on each engine the same. */
abstract class LoaderContract {
    @TempDir
    Path folder;
    private HikariDataSource ledgerDatabase;
    private Ledger ledger;
    Warehouse warehouse;
    private Loader loader;

    abstract Warehouse warehouse() throws Exception;

    @BeforeEach
    void open() throws Exception {
        ledgerDatabase = LedgerDatabase.open("jdbc:sqlite:" + folder.resolve("ledger.db"), "", "");
        ledger = new Ledger(LedgerDatabase.migrate(ledgerDatabase), Clock.systemUTC(), "test", Duration.ofHours(1));
        warehouse = warehouse();
        warehouse.open();
        loader = new Loader(warehouse, ledger, false);
    }

    @AfterEach
    void close() {
        warehouse.close();
        ledgerDatabase.close();
    }

    private Run run(String day) {
        Interval interval = new Interval(Instant.parse(day + "T00:00:00Z"), Instant.parse(day + "T00:00:00Z").plus(Duration.ofDays(1)));
        Run run = ledger.schedule(ledger.draft("scores", interval, new Request("e", true, Map.of(), List.of("id", "score")), "batch"));
        LedgerDatabase.jdbi(ledgerDatabase).useHandle(handle -> handle.execute("update run set owner = 'test' where owner is null"));
        return run;
    }

    private StoredObject load(String day, byte[] content) throws Exception {
        Run run = run(day);
        ledger.keep(run, "scores", "key", content.length, HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)), null);
        loader.load(run, ledger.nextToLoad(run), new ByteArrayInputStream(content));
        return ledger.objects().stream().filter(object -> object.run().equals(run.id())).findFirst().orElseThrow();
    }

    StoredObject load(String day, String content) throws Exception {
        return load(day, content.getBytes(StandardCharsets.UTF_8));
    }

    List<String> rows(String sql) throws Exception {
        List<String> found = new ArrayList<>();
        try (Connection connection = warehouse.dataSource().getConnection(); Statement statement = connection.createStatement();
             ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    @Test
    void should_read_by_header_name_whatever_the_order() throws Exception {
        load("2026-01-01", "id,score\n1,90\n");
        load("2026-01-02", "score,id\n80,2\n");
        assertThat(rows("select id || '=' || score from raw.maestroqa_scores order by 1")).containsExactly("1=90", "2=80");
    }

    @Test
    void should_keep_text_as_it_came() throws Exception {
        load("2026-01-01", "\uFEFFid,score,comment\r\n00012345678901234567,N/A,\"a, \"\"b\"\"; c\nпривет 👍\"\r\n1e5,=\"2020-06-24 12:34:56.789\",\"=\"\"2020-06-24\"\"\"\r\n");
        assertThat(rows("select id from raw.maestroqa_scores order by _row")).containsExactly("00012345678901234567", "1e5");
        assertThat(rows("select comment from raw.maestroqa_scores order by _row")).containsExactly("a, \"b\"; c\nпривет 👍", "=\"2020-06-24\"");
        assertThat(rows("select score from raw.maestroqa_scores order by _row")).containsExactly("N/A", "=\"2020-06-24 12:34:56.789\"");
    }

    /** An object that is not read to its end holds one of the store's few connections. */
    @ParameterizedTest
    @ValueSource(strings = {"id,score\n1,2\n", "id\n1\n", "id,score\n1,\"2\n"})
    void should_let_go_of_the_object_whether_it_can_be_read_or_not(String content) throws Exception {
        AtomicBoolean closed = new AtomicBoolean();
        InputStream object = new FilterInputStream(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8))) {
            @Override
            public void close() {
                closed.set(true);
            }
        };
        Run run = run("2026-01-01");
        ledger.keep(run, "scores", "key", content.length(), "sha256 of other bytes", null);
        assertThatThrownBy(() -> loader.load(run, ledger.nextToLoad(run), object)).isInstanceOf(RunFailure.class);
        assertThat(closed).isTrue();
    }

    @Test
    void should_take_back_what_another_process_has_taken_over() throws Exception {
        load("2026-01-01", "id,score\n1,2\n");
        LedgerDatabase.jdbi(ledgerDatabase).useHandle(handle -> handle.execute("update run set owner = 'another process'"));
        assertThatThrownBy(() -> load("2026-01-01", "id,score\n1,3\n")).isInstanceOf(OwnershipLostException.class);
        assertThat(rows("select score from raw.maestroqa_scores")).containsExactly("2");
    }

    @Test
    void should_record_columns_that_nobody_asked_for() throws Exception {
        assertThat(load("2026-01-01", "id,score,mood\n1,2,fine\n").notice()).isEqualTo("further columns: mood");
        load("2026-01-02", "id,score\n2,3\n");
        assertThat(rows("select coalesce(mood, 'none') from raw.maestroqa_scores order by id")).containsExactly("fine", "none");
    }

    @Test
    void should_load_the_same_run_again_without_harm() throws Exception {
        load("2026-01-01", "id,score\n1,2\n");
        load("2026-01-02", "id,score\n7,7\n");
        assertThat(load("2026-01-01", "id,score\n1,5\n2,6\n").rows()).isEqualTo(2);
        assertThat(rows("select score from raw.maestroqa_scores order by _interval_start, _row")).containsExactly("5", "6", "7");
    }

    @Test
    void should_tell_the_interval_of_every_row() throws Exception {
        load("2026-01-01", "id,score\n1,2\n");
        assertThat(rows("select _run || ' ' || _interval_start || ' ' || _interval_end || ' ' || _row from raw.maestroqa_scores"))
            .containsExactly("scores/2026-01-01 2026-01-01T00:00:00Z 2026-01-02T00:00:00Z 1");
    }

    @Test
    void should_refuse_a_file_that_lacks_a_required_column() {
        assertRefused("id,points\n1,2\n", "wrong-columns", "score");
    }

    @Test
    void should_refuse_a_file_with_a_column_twice() {
        assertRefused("id,score,score\n1,2,3\n", "wrong-columns", "twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"_run", "_load", "_row", "_interval_start", "_Interval_End"})
    void should_refuse_a_file_with_a_column_named_as_one_of_talons_own(String column) {
        assertRefused("id,score," + column + "\n1,2,3\n", "wrong-columns", "'" + column + "'");
    }

    @Test
    void should_refuse_a_file_whose_columns_differ_in_case_only() {
        assertRefused("id,score,Score\n1,2,3\n", "wrong-columns", "'Score' twice");
    }

    @Test
    void should_load_a_column_into_the_one_that_is_there_whatever_its_case() throws Exception {
        load("2026-01-01", "id,score,Note\n1,2,one\n");
        load("2026-01-02", "id,score,note\n2,3,two\n");
        assertThat(rows("select \"Note\" from raw.maestroqa_scores order by id")).containsExactly("one", "two");
    }

    @Test
    void should_refuse_a_ragged_file_and_say_where() {
        assertRefused("id,score\n1,2\n3\n", "malformed-csv", "line 2");
    }

    @Test
    void should_refuse_bytes_that_are_no_utf_8() {
        assertThatThrownBy(() -> load("2026-01-01", new byte[] {'i', 'd', ',', 's', 'c', 'o', 'r', 'e', '\n', (byte) 0xff, ',', '1', '\n'}))
            .isInstanceOf(RunFailure.class).hasMessageContaining("UTF-8");
    }

    @Test
    void should_leave_nothing_of_a_refused_file() throws Exception {
        load("2026-01-01", "id,score\n1,2\n");
        assertRefused("id,score\n5,5\n3\n", "malformed-csv", "line");
        assertThat(rows("select id from raw.maestroqa_scores")).containsExactly("1");
    }

    @Test
    void should_refuse_an_object_that_is_not_what_was_stored() throws Exception {
        load("2026-01-01", "id,score\n7,7\n");
        Run run = run("2026-01-02");
        ledger.keep(run, "scores", "key", 10, "0000", null);
        assertThatThrownBy(() -> loader.load(run, ledger.nextToLoad(run), new ByteArrayInputStream("id,score\n1,2\n".getBytes(StandardCharsets.UTF_8))))
            .isInstanceOf(RunFailure.class).hasMessageContaining("sha256");
        assertThat(rows("select id from raw.maestroqa_scores")).containsExactly("7");
    }

    @Test
    void should_take_a_hostile_column_name_for_a_name() throws Exception {
        load("2026-01-01", "id,score,\"x\"\"; drop table raw.maestroqa_scores; --\"\n1,2,3\n");
        assertThat(rows("select count(*) from raw.maestroqa_scores")).containsExactly("1");
    }

    private void assertRefused(String content, String kind, String words) {
        assertThatThrownBy(() -> load("2026-01-02", content)).isInstanceOfSatisfying(RunFailure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure).hasMessageContaining(words);
        });
    }

    @Test
    void should_replace_what_is_not_utf_8_if_told_so() throws Exception {
        loader = new Loader(warehouse, ledger, true);
        load("2026-01-01", "id,score\n1,a\u00ffb\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(rows("select score from raw.maestroqa_scores")).containsExactly("a\ufffdb");
    }

    @Test
    void should_number_loads_over_all_tables_in_the_order_in_which_they_are_seen() throws Exception {
        load("2026-03-05", "id,score\n1,1\n2,2\n");
        load("2026-03-02", "id,score\n3,3\n");
        load("2026-03-05", "id,score\n1,1\n");
        assertThat(rows("select id || ' ' || (_load - min(_load) over ()) from raw.maestroqa_scores order by _load, id")).containsExactly("3 0", "1 1");
    }

    @Test
    void should_keep_what_the_engine_reads_as_a_sign() throws Exception {
        load("2026-03-02", "id,score\n\\N,\"a\tb\\\\n\r\nc\"\n\\.,\n");
        assertThat(rows("select id || '|' || score from raw.maestroqa_scores order by _row")).containsExactly("\\N|a\tb\\\\n\r\nc", "\\.|");
    }
}
