package io.talon.deliver;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A report as plain text, for Slack and for mail programs that show no HTML. */
final class PlainText {
    private static final int MOST_ROWS = 20;
    private static final int WIDEST = 40;
    private final Report report;

    PlainText(Report report) {
        this.report = report;
    }

    String text() {
        return joined(report.title(), report.text(), report.tiles().stream().map(tile -> tile(tile, UnaryOperator.identity(), "")).collect(Collectors.joining("\n\n")),
            report.link(), report.footer());
    }

    /** With the markup of Slack, in which no value can mention or link. */
    String slack() {
        return joined("*" + escaped(report.title()) + "*", escaped(report.text()), report.tiles().stream().map(tile -> tile(tile, PlainText::escaped, "```")).collect(Collectors.joining("\n")),
            report.link() == null ? "" : "<" + report.link() + "|Open it on the page>", "_" + escaped(report.footer()) + "_");
    }

    private static String joined(String... parts) {
        return Stream.of(parts).filter(part -> part != null && !part.isBlank()).collect(Collectors.joining("\n\n"));
    }

    private static String tile(Tile tile, UnaryOperator<String> words, String fence) {
        String title = words.apply(tile.title());
        if (tile.isWords()) {
            return joined(title, words.apply(tile.text()));
        }
        if (tile.isEmpty()) {
            return title + ": no data";
        }
        return tile.isSingle() ? title + ": " + words.apply(tile.single()) : title + "\n" + fence + (fence.isEmpty() ? "" : "\n") + words.apply(table(tile)) + fence + more(tile);
    }

    private static String table(Tile tile) {
        Column[] columns = tile.columns().stream().map(column -> new Column().header(column.label()).headerAlign(HorizontalAlign.LEFT)
            .dataAlign(column.isMetric() ? HorizontalAlign.RIGHT : HorizontalAlign.LEFT).maxWidth(WIDEST)).toArray(Column[]::new);
        String[][] rows = tile.rows().stream().limit(MOST_ROWS).map(row -> tile.texts(row).stream().map(PlainText::line).toArray(String[]::new)).toArray(String[][]::new);
        return AsciiTable.getTable(AsciiTable.NO_BORDERS, columns, rows).replaceAll("(?m)[ \\t]+$", "").replaceAll("(?m)^\\n", "").stripTrailing();
    }

    /** A back quote would end the table. */
    private static String line(String value) {
        return value.replaceAll("[\\s`]+", " ");
    }

    private static String more(Tile tile) {
        return tile.rows().size() > MOST_ROWS ? "\n… and " + (tile.rows().size() - MOST_ROWS) + " more rows" : "";
    }

    /** The three signs by which Slack links and mentions, as it says. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
