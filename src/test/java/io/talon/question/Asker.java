package io.talon.question;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Asks what nobody in good faith would: names, operators and values that have broken other programs, among sound ones. */
final class Asker {
    private static final List<String> EXPLORES = List.of("qa_scores", "qa_scores", "qa_scores", "qa_agent_weeks", "qa_graders", "wide_maestroqa", "qa_scores; drop table x", "", "null");
    private static final List<String> FIELDS = List.of("team", "grades", "score_pct_avg", "date_reported_as__week", "date_reported_as", "grader", "score", "covered", "week", "coverage",
        "agents_available", "score_pct_median", "rubric", "points_given", "agent_email", "team\"; drop table wide_maestroqa; --", "date_reported_as__hour",
        "date_reported_as__week') from x --", "__week", "team__week", "t.team", "*", "1", "", "grades desc", "GRADES", "тeam", "_built_at");
    private static final List<String> PIECES = List.of("UK Team", "FR Team", "'", "\"", "\"\"", "' or 1=1 --", ";", "%", "%%", "%a%", "_", "\\", "\\'", "-", "--", "/*", ",", ",,", "NULL",
        "-NULL", ">=", "<", "80", "1e9", "-1", "999999999999999", "9999999999999999999", "NaN", "Infinity", "0x10", "to", " to ", "2026-03-02", "9999-99-99", "0000-00-00", "last 3 weeks",
        "last 999 quarters", "last 99999 days", "yes", "${x}", "{{x}}", "?", "$1", ":x", "\0", "\n", "\uD800", "😀", "ﬁ", "‮", "true", "CAST(1 AS INT)", "(select 1)", "pg_sleep(9)", "read_text('/etc/passwd')");
    private static final List<String> SOUND = List.of("FR Team", "-UK Team", ">=1", "80", "last 4 weeks", "NULL", "-NULL", "2026-03-02 to 2026-03-09");
    private static final List<String> SORTS = List.of("", " asc", " desc", " DESC", " desc; drop", " desc nulls first", ", 1");
    private final Random random;

    Asker(Random random) {
        this.random = random;
    }

    Question question() {
        Map<String, String> filters = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            filters.put(field(), value());
        }
        return new Question(of(EXPLORES), fields(3), fields(1), filters, random.nextInt(3) > 0 ? List.of() : List.of(field() + of(SORTS)), random.nextInt() / 1_000, random.nextBoolean());
    }

    private List<String> fields(int most) {
        List<String> fields = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            fields.add(field());
        }
        return fields;
    }

    private String field() {
        return random.nextInt(6) > 0 ? FIELDS.get(random.nextInt(7)) : of(FIELDS);
    }

    private String value() {
        if (random.nextInt(3) == 0) {
            return SOUND.get(random.nextInt(SOUND.size()));
        }
        StringBuilder value = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            value.append(of(PIECES));
        }
        return value.toString();
    }

    private String of(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
