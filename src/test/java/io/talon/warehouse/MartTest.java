package io.talon.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MartTest {
    @TempDir
    private Path home;
    private Warehouse warehouse;
    private DuckDbMart mart;

    @BeforeEach
    void open() throws SQLException {
        warehouse = new Warehouse("jdbc:duckdb:" + home.resolve("warehouse.duckdb"), "", "");
        warehouse.open();
        mart = new DuckDbMart(home, warehouse.dataSource());
    }

    @AfterEach
    void close() {
        warehouse.close();
    }

    private void publish(int version) throws Exception {
        warehouse.execute("create or replace table build.answer as select " + version + " as n");
        mart.publish(publication("answer"));
    }

    private static Publication publication(String... tables) {
        return new Publication("a build", Stream.of(tables).map(table -> new Publication.Part(table, "build." + table, "build." + table + "__pending", null, List.of("n"), List.of(), false, true))
            .toList(), 0, 0, 0, null);
    }

    private static int answer(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery("select n from answer")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void should_show_a_new_reader_the_new_mart_and_leave_an_old_reader_its_own() throws Exception {
        publish(1);
        try (Connection old = mart.open()) {
            publish(2);
            assertThat(answer(old)).isEqualTo(1);
        }
        try (Connection next = mart.open()) {
            assertThat(answer(next)).isEqualTo(2);
        }
    }

    /** As a client leaves it that has opened the file to write into it and was killed. */
    @Test
    void should_publish_over_the_log_of_whoever_wrote_into_the_mart() throws Exception {
        Publication changes = new Publication("a build", List.of(new Publication.Part("answer", "build.answer", "build.answer__pending", null, List.of("n"), List.of("n"), true, false)), 0, 0, 0, null);
        warehouse.execute("create table build.answer as select 1 as n");
        mart.publish(changes);
        Path copy = Files.copy(home.resolve("publish/mart.duckdb"), home.resolve("copy.duckdb"));
        try (Connection writer = DriverManager.getConnection("jdbc:duckdb:" + copy); Statement statement = writer.createStatement()) {
            statement.execute("create table mine as select 1 as n");
            Files.copy(home.resolve("copy.duckdb.wal"), home.resolve("publish/mart.duckdb.wal"));
        }
        warehouse.execute("update build.answer set n = 2", "insert into build.answer__pending values (1), (2)");
        mart.publish(changes);
        try (Connection reader = mart.open()) {
            assertThat(answer(reader)).isEqualTo(2);
        }
    }

    @Test
    void should_answer_whoever_asks_again_and_again_from_the_newest_version_and_let_a_question_end_on_its_own() throws Exception {
        Mart reader = new DuckDbMart(home, null);
        publish(1);
        try (Connection first = reader.ask()) {
            publish(2);
            try (Connection second = reader.ask(); Connection third = mart.ask()) {
                publish(3);
                assertThat(List.of(answer(first), answer(second), answer(third))).containsExactly(1, 2, 2);
            }
        }
        try (Connection last = reader.ask(); Statement statement = last.createStatement()) {
            assertThat(answer(last)).isEqualTo(3);
            assertThatThrownBy(() -> statement.execute("create table mine (n int)")).isInstanceOf(SQLException.class);
        }
    }

    /** Between two publications it has read at least once more, and it goes on reading while they are made. */
    @Test
    void should_show_a_reader_in_another_process_nothing_but_whole_versions_however_often_it_is_published() throws Exception {
        publishTwoTables(0);
        Process reader = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
            OtherReader.class.getName(), mart.file().toString(), wholeVersion(50)).redirectErrorStream(true).start();
        List<String> seen = new ArrayList<>();
        try (BufferedReader lines = reader.inputReader()) {
            for (int version = 1; version <= 50; version++) {
                seen.add(lines.readLine());
                publishTwoTables(version);
            }
            lines.lines().forEach(seen::add);
        } finally {
            reader.destroyForcibly();
        }
        List<String> versions = IntStream.rangeClosed(0, 50).mapToObj(MartTest::wholeVersion).toList();
        assertThat(seen).isSubsetOf(versions);
        assertThat(seen).isSortedAccordingTo(Comparator.comparing(versions::indexOf)).endsWith(wholeVersion(50));
        assertThat(reader.waitFor()).isZero();
    }

    private void publishTwoTables(int version) throws Exception {
        for (String table : OtherReader.TABLES) {
            warehouse.execute("create or replace table build." + table + " as select " + version + " as n from range(" + rows(version) + ")");
        }
        mart.publish(publication(OtherReader.TABLES.toArray(String[]::new)));
    }

    /** Each version has as many rows as no other. */
    private static int rows(int version) {
        return 10_000 + version;
    }

    private static String wholeVersion(int version) {
        return OtherReader.said(rows(version), (long) rows(version) * version) + OtherReader.said(rows(version), (long) rows(version) * version);
    }

    @Test
    void should_keep_the_old_mart_when_publishing_fails_and_publish_again_later() throws Exception {
        publish(1);
        assertThatThrownBy(() -> mart.publish(publication("answer", "nothing_of_this_name"))).isInstanceOf(SQLException.class);
        try (Connection reader = mart.open()) {
            assertThat(answer(reader)).isEqualTo(1);
        }
        publish(3);
        try (Connection reader = mart.open()) {
            assertThat(answer(reader)).isEqualTo(3);
        }
    }

    @Test
    void should_change_the_copy_that_was_made_ahead_and_make_anew_one_that_is_of_no_use() throws Exception {
        warehouse.execute("create table build.answer as select 1 as n");
        publishChanges("first");
        mart.copyAhead();
        Path ahead = mart.file().resolveSibling("mart.duckdb.ahead");
        Object copy = Files.readAttributes(ahead, BasicFileAttributes.class).fileKey();
        change(2);
        publishChanges("second");
        assertThat(Files.readAttributes(mart.file(), BasicFileAttributes.class).fileKey()).isEqualTo(copy);
        Files.writeString(ahead, "no database");
        change(3);
        publishChanges("third");
        assertThat(answers()).isEqualTo("1,2,3");
        assertThat(files()).containsExactlyInAnyOrder("mart.duckdb", "mart.duckdb.old");
    }

    @Test
    void should_keep_the_room_of_the_version_before_until_nobody_waits() throws Exception {
        publish(1);
        Object before = Files.readAttributes(mart.file(), BasicFileAttributes.class).fileKey();
        publish(2);
        assertThat(Files.readAttributes(mart.file().resolveSibling("mart.duckdb.old"), BasicFileAttributes.class).fileKey()).isEqualTo(before);
        publish(3);
        mart.copyAhead();
        assertThat(files()).containsExactlyInAnyOrder("mart.duckdb", "mart.duckdb.ahead");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(mart.file().getParent())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void should_make_a_mart_anew_of_which_a_part_cannot_be_read() throws Exception {
        warehouse.execute("create table build.answer as select hash(range) as n from range(300000)");
        publishChanges("first");
        mart.copyAhead();
        try (RandomAccessFile ahead = new RandomAccessFile(mart.file().resolveSibling("mart.duckdb.ahead").toFile(), "rw")) {
            // The second block of the file: the first one has what is needed to open it.
            ahead.seek(3 * 4096 + 262144);
            ahead.write(new byte[262144]);
        }
        change(1);
        publishChanges("second");
        try (Connection reader = mart.open(); Statement statement = reader.createStatement(); ResultSet row = statement.executeQuery("select count(*) from answer")) {
            row.next();
            assertThat(row.getInt(1)).isEqualTo(300001);
        }
    }

    @Test
    void should_not_take_an_older_copy_for_the_last_version() throws Exception {
        warehouse.execute("create table build.answer as select unnest([1, 2]) as n");
        publishChanges("first");
        mart.copyAhead();
        Path ahead = mart.file().resolveSibling("mart.duckdb.ahead");
        Path older = Files.copy(ahead, home.resolve("older"));
        change(3);
        publishChanges("second");
        Files.move(older, ahead);
        change(4);
        publishChanges("third");
        assertThat(answers()).isEqualTo("1,2,3,4");
    }

    @Test
    void should_show_what_was_staged_of_a_build_when_that_is_published_and_stage_anew_for_another() throws Exception {
        warehouse.execute("create table build.answer as select 1 as n");
        publishChanges("first");
        change(2);
        mart.stage("held", parts());
        assertThat(answers()).isEqualTo("1");
        change(3);
        mart.stage("second", parts());
        warehouse.execute("insert into build.answer values (4)");
        publishChanges("second");
        assertThat(answers()).isEqualTo("1,2,3");
        change(5);
        mart.stage("held", parts());
        warehouse.execute("delete from build.answer where n = 5");
        publishChanges("third");
        assertThat(answers()).isEqualTo("1,2,3");
    }

    private String answers() throws SQLException {
        try (Connection reader = mart.open(); Statement statement = reader.createStatement(); ResultSet row = statement.executeQuery("select string_agg(n, ',' order by n) from answer")) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void should_take_no_more_room_when_all_is_published_anew() throws Exception {
        warehouse.execute("create table build.answer as select hash(range) as n from range(3000000)");
        List<Long> sizes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            mart.publish(publication("answer"));
            mart.copyAhead();
            sizes.add(Files.size(mart.file()));
        }
        assertThat(sizes).containsOnly(sizes.get(0));
    }

    private void change(int n) throws SQLException {
        warehouse.execute("insert into build.answer values (" + n + ")");
        warehouse.execute("insert into build.answer__pending values (" + n + ")");
    }

    private void publishChanges(String build) throws Exception {
        mart.publish(new Publication(build, parts(), 0, 0, 0, null));
    }

    private static List<Publication.Part> parts() {
        List<String> columns = List.of("n");
        return List.of(new Publication.Part("answer", "build.answer", "build.answer__pending", null, columns, columns, true, false));
    }

    @Test
    void should_let_nobody_write_to_it_or_reach_other_files_through_it() throws Exception {
        publish(1);
        try (Connection reader = mart.open(); Statement statement = reader.createStatement()) {
            assertThatThrownBy(() -> statement.execute("create table mine (n int)")).isInstanceOf(SQLException.class);
        }
        try (Connection reader = mart.open(); Statement statement = reader.createStatement()) {
            assertThatThrownBy(() -> statement.execute("select * from read_text('/etc/hostname')")).isInstanceOf(SQLException.class);
        }
    }
}
