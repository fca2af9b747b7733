package io.talon.deliver;

import io.talon.TalonException;
import io.talon.access.Access;
import io.talon.deliver.Finding.State;
import io.talon.question.Answer;
import io.talon.question.Answers;
import io.talon.question.Column;
import io.talon.question.Period;
import io.talon.question.Question;
import io.talon.semantic.Explore;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks what an alert wants to know, by the same questions as everybody, and holds it against the threshold. */
final class Measure {
    private final Alert alert;
    private final Explore explore;
    private final Answers answers;
    private final Access access;

    Measure(Alert alert, Explore explore, Answers answers, Access access) {
        this.alert = alert;
        this.explore = explore;
        this.answers = answers;
        this.access = access;
    }

    /**
     * What was found.
     *
     * @param columns of the rows of findings
     * @param days    that were judged
     */
    record Result(List<Finding> findings, List<Column> columns, Question question, Period days, Answer.About about) {
    }

    /** @param through up to where there are data */
    Result of(Instant through) throws SQLException {
        Period days = alert.window().days(through, 0);
        Answer answer = ask(days);
        Map<String, Double> before = alert.comparisonType().isChange() ? values(ask(alert.window().days(through, 1))) : Map.of();
        List<Finding> findings = answer.rows().stream().map(row -> finding(answer.columns(), row, before)).toList();
        return new Result(findings, answer.columns(), question(days), days, answer.about());
    }

    /** The explore's own conditions hold, unless the alert has others in their place. */
    Question question(Period days) {
        Set<String> fields = new LinkedHashSet<>(alert.forEach());
        fields.add(alert.field());
        fields.addAll(alert.minCount().keySet());
        Map<String, String> filters = new LinkedHashMap<>(explore.filters());
        filters.putAll(alert.filters());
        filters.put(explore.time(), days.toString());
        return new Question(alert.explore(), new ArrayList<>(fields), List.of(), filters, List.of(), Question.MOST_ROWS, false);
    }

    private Answer ask(Period days) throws SQLException {
        Answer answer = answers.answer(question(days), access);
        if (answer.truncated()) {
            throw new TalonException("The alert looks at more than " + Question.MOST_ROWS + " things.", "Take a dimension out of for_each, or filter.");
        }
        return answer;
    }

    /** Of the window before, what was counted enough. */
    private Map<String, Double> values(Answer answer) {
        Map<String, Double> values = new HashMap<>();
        answer.rows().stream().filter(row -> value(row) != null && isEnough(answer.columns(), row)).forEach(row -> values.put(about(answer.columns(), row), value(row)));
        return values;
    }

    private Finding finding(List<Column> columns, List<Object> row, Map<String, Double> before) {
        String about = about(columns, row);
        Double value = value(row);
        if (value == null) {
            return new Finding(about, State.NO_DATA, row);
        }
        if (!isEnough(columns, row)) {
            return new Finding(about, State.TOO_FEW, row);
        }
        return alert.comparisonType().isChange() ? change(about, columns, row, before.get(about)) : judged(about, value, row, "is " + text(columns, value));
    }

    /** Without a number to set out from there is no percent. */
    private Finding change(String about, List<Column> columns, List<Object> row, Double before) {
        if (before == null || before == 0) {
            return new Finding(about, State.TOO_FEW, row);
        }
        double percent = 100 * (value(row) - before) / Math.abs(before);
        return judged(about, percent, row, "went from %s to %s (%+.1f percent)".formatted(text(columns, before), text(columns, value(row)), percent));
    }

    private Finding judged(String about, double value, List<Object> row, String words) {
        return new Finding(about, alert.comparisonType().holds(value, alert.threshold()) ? State.FIRING : State.OK, row, words,
            alert.comparisonType().distance(value, alert.threshold()));
    }

    private boolean isEnough(List<Column> columns, List<Object> row) {
        return alert.minCount().entrySet().stream().allMatch(least -> {
            Number count = (Number) row.get(place(columns, least.getKey()));
            return count != null && count.doubleValue() >= least.getValue();
        });
    }

    private Double value(List<Object> row) {
        Number value = (Number) row.get(alert.forEach().size());
        return value == null ? null : value.doubleValue();
    }

    private String text(List<Column> columns, double value) {
        return columns.get(alert.forEach().size()).text(value);
    }

    private String about(List<Column> columns, List<Object> row) {
        return alert.forEach().stream().map(dimension -> place(columns, dimension)).map(at -> columns.get(at).text(row.get(at))).collect(Collectors.joining(", "));
    }

    private static int place(List<Column> columns, String field) {
        return columns.stream().map(Column::name).toList().indexOf(field);
    }
}
