package io.talon.deliver;

import io.talon.dashboard.Element;
import io.talon.question.Answer;
import io.talon.question.Column;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One part of a report, with its figures.
 *
 * @param type   as LookML names it: single_value, looker_line, looker_column, looker_bar, looker_grid or text
 * @param pivots dimensions whose values are series of a chart
 * @param totals by column; null without
 */
public record Tile(String title, String type, String text, List<String> pivots, List<Column> columns, List<List<Object>> rows, List<Object> totals, boolean truncated) {
    private static final int MOST_LINES = 12;
    private static final int MOST_COLOURS = 7;

    static Tile of(Element element, Answer answer) {
        return new Tile(element.title(), element.type().name(), "", element.pivots(), answer.columns(), answer.rows(), answer.totals(), answer.truncated());
    }

    Answer answer() {
        return new Answer(columns, rows, totals, truncated, "", null);
    }

    /** More than the most would not be told apart; lines may be dashed. */
    boolean isChart() {
        return List.of("looker_line", "looker_column", "looker_bar").contains(type) && series() <= (type.equals("looker_line") ? MOST_LINES : MOST_COLOURS);
    }

    private long series() {
        List<Integer> across = dimensions().stream().filter(at -> pivots.contains(columns.get(at).name())).toList();
        return rows.stream().map(row -> across.stream().map(row::get).toList()).distinct().count();
    }

    boolean isSingle() {
        return type.equals("single_value");
    }

    boolean isWords() {
        return type.equals("text");
    }

    /** Whether it has no figure. */
    boolean isEmpty() {
        return rows.isEmpty() || isSingle() && rows.get(0).get(metrics().get(0)) == null;
    }

    /** The one value of a tile that has no more. */
    String single() {
        int metric = metrics().get(0);
        return columns.get(metric).text(rows.get(0).get(metric));
    }

    /** Positions of the metrics. */
    List<Integer> metrics() {
        return positions(true);
    }

    /** Positions of the dimensions. */
    List<Integer> dimensions() {
        return positions(false);
    }

    private List<Integer> positions(boolean isMetric) {
        return IntStream.range(0, columns.size()).filter(at -> columns.get(at).isMetric() == isMetric).boxed().toList();
    }

    /** A row as people read it. */
    List<String> texts(List<Object> row) {
        return IntStream.range(0, columns.size()).mapToObj(at -> columns.get(at).text(row.get(at))).toList();
    }

    /** The totals as people read them: of dimensions there is none. */
    List<String> totalTexts() {
        return IntStream.range(0, columns.size()).mapToObj(at -> columns.get(at).isMetric() ? columns.get(at).text(totals.get(at)) : "").toList();
    }
}
