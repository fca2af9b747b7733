package io.talon.management;

import io.talon.question.Answer;
import io.talon.question.Column;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer as the pages read it. */
final class AnswerJson {
    private AnswerJson() {
    }

    static Map<String, Object> of(Answer answer) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("columns", answer.columns().stream().map(AnswerJson::column).toList());
        json.put("rows", answer.rows());
        json.put("totals", answer.totals());
        json.put("truncated", answer.truncated());
        json.put("sql", answer.sql());
        json.put("through", answer.about().through() == null ? null : answer.about().through().toString());
        json.put("build", answer.about().build());
        json.put("tests", tests(answer.about()));
        json.put("stale", answer.about().stale());
        return json;
    }

    private static Map<String, Object> tests(Answer.About about) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("passed", about.testsPassed());
        json.put("all", about.tests());
        json.put("warned", about.testsWarned());
        return json;
    }

    private static Map<String, Object> column(Column column) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", column.name());
        json.put("label", column.label());
        json.put("kind", column.kind());
        json.put("type", column.type());
        json.put("grain", column.grain() == null ? null : column.grain().word());
        json.put("format", column.isMetric() ? column.format().pattern() : null);
        json.put("unit", column.isMetric() ? column.format().unit() : null);
        return json;
    }
}
