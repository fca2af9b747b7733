package io.talon.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderDataTest {
    private static final Instant START = Instant.parse("2026-02-01T00:00:00Z");
    private static final String HEADER = "gradable_id,date_graded,comment,extra";
    @TempDir
    Path folder;

    @Test
    void should_put_every_row_into_exactly_one_part_of_a_partition() throws Exception {
        write("total_scores.csv", HEADER + "\n"
            + IntStream.range(0, 300).mapToObj(i -> "g" + i + ",2026-02-0" + (1 + i % 3) + " 0" + i % 10 + ":00:00,c,\n").reduce("", String::concat));

        List<String> days = IntStream.range(0, 3).mapToObj(day -> csv(Kind.TOTAL_SCORES, START.plus(Duration.ofDays(day)), Duration.ofDays(1))).toList();

        assertThat(days).allSatisfy(day -> assertThat(day.lines().count()).isEqualTo(101));
        assertThat(days.stream().flatMap(String::lines).distinct().count()).isEqualTo(301);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "2026-02-01 12:00:00.123", "2026-02-01 12:00:00", "2026-02-01T12:00:00Z", "2026-02-01T14:00:00+02:00", "2026-02-01 12:00", "2026-02-01",
        "=\"2026-02-01 12:00:00.5\"", "\"=\"\"2026-02-01 12:00:00\"\"\"", "\"2026-02-01 12:00:00.123456\""})
    void should_read_dates_in_many_spellings(String cell) throws Exception {
        write("total_scores.csv", HEADER + "\ng1," + cell + ",c,e\n");

        assertThat(csv(Kind.TOTAL_SCORES, START, Duration.ofDays(1))).hasLineCount(2);
        assertThat(csv(Kind.TOTAL_SCORES, START.plus(Duration.ofDays(1)), Duration.ofDays(1))).hasLineCount(1);
    }

    @Test
    void should_keep_line_breaks_extra_columns_and_letters_and_drop_rows_without_a_date() throws Exception {
        write("total_scores.csv", "\uFEFF" + HEADER + "\r\n\"g1\",2026-02-01 01:00:00,\"a\nb; \"\"c\"\", да 🙂\",e\r\ng2,Unknown,c,e\r\n");

        assertThat(csv(Kind.TOTAL_SCORES, START, Duration.ofDays(1))).isEqualTo(HEADER + "\ng1,2026-02-01 01:00:00,\"a\nb; \"\"c\"\", да 🙂\",e\n");
    }

    @Test
    void should_serve_groups_whole_and_a_missing_file_as_a_header() throws Exception {
        write("groups.csv", "group_name,group_id\nRu Team,g1\n");

        assertThat(csv(Kind.GROUPS, START, Duration.ofDays(1))).isEqualTo("group_name,group_id\nRu Team,g1\n");
        assertThat(csv(Kind.CSAT, START, Duration.ofDays(1))).isEqualTo(Kind.CSAT.header());
    }

    @Test
    void should_filter_the_audit_log_and_csat_by_their_own_times() throws Exception {
        write("audit_log.csv", "activity_id,time_stamp\na1,2026-02-01 10:00:00\na2,2026-02-02 10:00:00\n");
        write("csat.csv", "gradable_id,ticket_created_at\ng1,2026-02-01 10:00:00\ng2,2026-02-02 10:00:00\n");

        assertThat(csv(Kind.AUDIT_LOG, START, Duration.ofDays(1))).contains("a1").doesNotContain("a2");
        assertThat(csv(Kind.CSAT, START, Duration.ofDays(1))).contains("g1").doesNotContain("g2");
    }

    @Test
    void should_keep_to_the_ends_of_the_window_as_told() throws Exception {
        write("total_scores.csv", HEADER + "\nfirst,2026-02-01 00:00:00,,\nlast,2026-02-02 00:00:00,,\n");

        assertThat(csv(Kind.TOTAL_SCORES, WindowEnds.HALF_OPEN)).contains("first").doesNotContain("last");
        assertThat(csv(Kind.TOTAL_SCORES, WindowEnds.OPEN)).doesNotContain("first", "last");
        assertThat(csv(Kind.TOTAL_SCORES, WindowEnds.CLOSED)).contains("first", "last");
    }

    @Test
    void should_refuse_a_folder_that_cannot_be_served() throws Exception {
        assertThatThrownBy(() -> FolderData.of(folder.resolve("nowhere"))).hasMessageContaining("is no folder");

        write("total_scores.csv", "gradable_id\ng1\n");
        assertThatThrownBy(() -> FolderData.of(folder)).hasMessageContaining("no column date_graded");
    }

    @Test
    void should_be_served_over_http() throws Exception {
        write("total_scores.csv", HEADER + "\ng1,2026-02-01 10:00:00,c,e\ng2,2026-02-02 10:00:00,c,e\n");
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withData(folder))) {
            assertThat(new Caller(sandbox).rows("/request-raw-export", Caller.TOTAL_SCORES)).extracting(row -> row.getField("gradable_id")).containsExactly("g1");
        }
    }

    private void write(String file, String text) throws Exception {
        Files.writeString(folder.resolve(file), text);
    }

    private String csv(Kind kind, Instant start, Duration length) {
        return csv(kind, new Window(start, start.plus(length), WindowEnds.HALF_OPEN));
    }

    private String csv(Kind kind, WindowEnds ends) {
        return csv(kind, new Window(START, START.plus(Duration.ofDays(1)), ends));
    }

    private String csv(Kind kind, Window window) {
        try {
            StringWriter out = new StringWriter();
            FolderData.of(folder).write(kind, new ExportOrder(List.of(kind), window, true, false, false), START, out);
            return out.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
