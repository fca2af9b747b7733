package io.talon;

import static org.assertj.core.api.Assertions.assertThat;

import io.talon.ledger.Run;
import io.talon.ledger.RunState;
import io.talon.sandbox.Effect;
import io.talon.sandbox.Scenario;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LoadFaultsTest extends FaultFixture {
    private static final String DAY = "2026-03-02";
    private static final String HEADER = "gradable_id,agent_id,agent_name,agent_email,rubric_id,rubric_name,rubric_score,max_rubric_score,date_graded,grader,grade_type\n";
    private static final String GRADE = "77,a1,%s,jo@example.com,r1,Chat,4,5,2026-03-02 10:00:00,gr,grading\n";

    /** Faults that refuse a file, by what is done to a good one. */
    enum Broken {
        RAGGED(csv -> csv + "1,2,3\n", "malformed-csv", "line"),
        UNTERMINATED_QUOTE(csv -> csv + "1,a,n,e,r,R,5,5,2026-03-02 10:00:00,g,\"grading\n", "malformed-csv", "Unclosed"),
        HUGE_FIELD(csv -> csv + "1,a,\"" + "x".repeat(100 << 20) + "\",e,r,R,5,5,2026-03-02 10:00:00,g,grading\n", "malformed-csv", "line"),
        INVALID_UTF8(csv -> csv + "1,a,n\u00ff,e,r,R,5,5,2026-03-02 10:00:00,g,grading\n", "malformed-csv", "UTF-8"),
        MISSING_COLUMN(csv -> csv.replaceFirst("rubric_score", "points"), "wrong-columns", "rubric_score"),
        DOUBLED_COLUMN(csv -> csv.replaceFirst("rubric_name", "rubric_score"), "wrong-columns", "rubric_score");

        private final UnaryOperator<String> fault;
        private final String kind;
        private final String word;

        Broken(UnaryOperator<String> fault, String kind, String word) {
            this.fault = fault;
            this.kind = kind;
            this.word = word;
        }

        @Override
        public String toString() {
            return name().toLowerCase().replace('_', ' ');
        }
    }

    private Run played(String csv) throws Exception {
        sandbox.next(Scenario.file(Effect.bytes(csv.getBytes(StandardCharsets.UTF_8))));
        return carried("total_scores", DAY);
    }

    private List<String> mart(String sql) throws Exception {
        built();
        try (Connection mart = app.mart().open(); Statement statement = mart.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    @ParameterizedTest(name = "{0}, while the day after is good")
    @EnumSource(Broken.class)
    void should_refuse_a_broken_file_and_build_the_others(Broken broken) throws Exception {
        String csv = broken.fault.apply(HEADER + GRADE.formatted("Jo"));
        sandbox.next(Scenario.file(Effect.bytes(csv.getBytes(broken == Broken.INVALID_UTF8 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8))));
        Run run = failed(carried("total_scores", DAY), broken.kind);
        assertThat(run.error()).contains(broken.word).hasSizeLessThan(600);
        assertThat(carried("total_scores", "2026-03-03")).matches(landed());
        assertThat(mart("select count(*) > 0 from wide_maestroqa")).containsExactly("true");
        assertThat(mart("select count(*) from wide_maestroqa where gradable_id = '77'")).containsExactly("0");
        replayed(run);
    }

    @ParameterizedTest(name = "the agent''s name holds {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        quotes and commas  | "Jo ""the, one"" X"  | Jo "the, one" X
        semicolons         | Jo; Al; X            | Jo; Al; X
        Cyrillic, emoji    | Жо 🎉                | Жо 🎉
        a line break       | "Jo\\nX"             | Jo\\nX
        CR LF              | "Jo\\r\\nX"          | Jo\\r\\nX
        a NUL byte         | Jo\\0X               | Jo\\0X
        """)
    void should_load_exactly(String what, String field, String value) throws Exception {
        assertThat(fate(played("\ufeff" + HEADER + GRADE.formatted(unescaped(field))))).matches(landed());
        assertThat(mart("select agent_name from wide_maestroqa where gradable_id = '77'")).containsExactly(unescaped(value));
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\r", "\r").replace("\\0", "\0");
    }

    @Test
    @DisplayName("CR LF line ends, columns in another order, one more")
    void should_read_by_name_and_record_what_is_new() throws Exception {
        String csv = "mood,grade_type,grader,date_graded,max_rubric_score,rubric_score,rubric_name,rubric_id,agent_email,agent_name,agent_id,gradable_id\r\n"
            + "fine,grading,gr,2026-03-02 10:00:00,5,4,Chat,r1,jo@example.com,Jo,a1,77\r\n";
        assertThat(fate(played(csv))).matches(landed());
        assertThat(mart("select agent_name || rubric_score from wide_maestroqa")).containsExactly("Jo4.0000");
        assertThat(app.ledger().objects()).singleElement().satisfies(object -> assertThat(object.notice()).contains("mood"));
    }

    @Test
    @DisplayName("a header and no rows")
    void should_end_as_empty() throws Exception {
        assertThat(fate(played(HEADER)).state()).isEqualTo(RunState.EMPTY);
    }

    @Test
    @DisplayName("N/A, Unknown, guarded dates, 17-digit and 1e5 ids, decimal comma")
    void should_leave_no_value_where_none_is() throws Exception {
        String csv = HEADER + "12345678901234567,1e5,Jo,jo@example.com,r1,Chat,N/A,5,\"=\"\"2026-03-02 10:00:00\"\"\",gr,grading\n"
            + "2,1e5,Jo,jo@example.com,r1,Chat,\"4,5\",Unknown,2026-03-02 11:00:00,gr,grading\n";
        assertThat(fate(played(csv))).matches(landed());
        assertThat(mart("select gradable_id || ' ' || agent_id || ' ' || coalesce(rubric_score::varchar, 'null') || ' ' || coalesce(max_rubric_score::varchar, 'null') || ' ' || date_graded::date "
            + "from wide_maestroqa order by length(gradable_id)")).containsExactly("2 1e5 null null 2026-03-02", "12345678901234567 1e5 null 5.0000 2026-03-02");
    }

    @Test
    @DisplayName("intervals landed in any order, one of them twice")
    void should_come_to_the_same_mart_in_any_order() throws Exception {
        for (String day : List.of("2026-03-04", "2026-03-02", "2026-03-03")) {
            assertThat(fate("total_scores", day)).matches(landed());
        }
        built();
        String backwards = MartChecksum.of(martFile());
        app.ledger().loadAgain();
        for (Run run : app.ledger().runs()) {
            ended(run);
        }
        built();
        assertThat(MartChecksum.of(martFile())).isEqualTo(backwards);
        assertThat(mart("select (count(*) = count(distinct grade_id)) from wide_maestroqa")).containsExactly("true");
    }

    @Test
    @DisplayName("a stray object under the prefix")
    void should_take_the_ledger_and_no_listing_for_what_is_data() throws Exception {
        fate("total_scores", DAY);
        built();
        String before = MartChecksum.of(martFile());
        Files.writeString(folder.resolve("talon-home/s3/talon/maestroqa/source=total_scores/stray.csv"), HEADER + GRADE.formatted("Stray"));
        app.ledger().loadAgain();
        ended(app.ledger().runs().get(0));
        built();
        assertThat(MartChecksum.of(martFile())).isEqualTo(before);
    }
}
