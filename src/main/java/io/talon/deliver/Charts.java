package io.talon.deliver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.data.category.DefaultCategoryDataset;

/** Draws tiles as pictures for mails. */
final class Charts {
    static final int WIDTH = 640;
    private static final int HEIGHT = 300;
    private static final int BAR_HEIGHT = 26;
    /** Sharp on screens of high resolution. */
    private static final int SCALE = 2;

    private Charts() {
    }

    /** A picture as PNG; nothing where the machine has no font to write with. */
    static Optional<byte[]> png(Tile tile) {
        if (!Fonts.AVAILABLE) {
            return Optional.empty();
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ChartUtils.writeScaledChartAsPNG(png, chart(tile), WIDTH, height(tile), SCALE, SCALE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(png.toByteArray());
    }

    static int height(Tile tile) {
        return tile.type().equals("looker_bar") ? Math.max(HEIGHT / 2, 90 + BAR_HEIGHT * tile.rows().size()) : HEIGHT;
    }

    private static JFreeChart chart(Tile tile) {
        DefaultCategoryDataset figures = figures(tile);
        CategoryPlot plot = new CategoryPlot(figures, ChartLook.categories(tile, figures), ChartLook.numbers(tile), ChartLook.renderer(tile));
        plot.setOrientation(tile.type().equals("looker_bar") ? PlotOrientation.HORIZONTAL : PlotOrientation.VERTICAL);
        JFreeChart chart = new JFreeChart(null, null, plot, false);
        if (figures.getRowCount() > 1) {
            chart.addLegend(ChartLook.legend(plot));
        }
        ChartLook.dress(chart, plot);
        return chart;
    }

    private static DefaultCategoryDataset figures(Tile tile) {
        DefaultCategoryDataset figures = new DefaultCategoryDataset();
        List<Integer> metrics = tile.metrics();
        for (List<Object> row : inOrder(tile)) {
            String category = words(tile, row, false);
            for (int metric : metrics) {
                String series = words(tile, row, true);
                figures.addValue((Number) row.get(metric), series.isEmpty() ? tile.columns().get(metric).label()
                    : metrics.size() == 1 ? series : series + ", " + tile.columns().get(metric).label(), category);
            }
        }
        return figures;
    }

    /** A line goes from the earliest on; bars stay as the question sorted them. */
    private static List<List<Object>> inOrder(Tile tile) {
        return !tile.type().equals("looker_line") ? tile.rows()
            : tile.rows().stream().sorted(Comparator.comparing(row -> dimensions(tile, false).map(row::get).map(String::valueOf).collect(Collectors.joining(", ")))).toList();
    }

    private static String words(Tile tile, List<Object> row, boolean ofPivots) {
        return dimensions(tile, ofPivots).map(at -> tile.columns().get(at).mark(row.get(at))).collect(Collectors.joining(", "));
    }

    /** Positions of the dimensions that are pivots, or of those that are not. */
    private static Stream<Integer> dimensions(Tile tile, boolean arePivots) {
        return tile.dimensions().stream().filter(at -> tile.pivots().contains(tile.columns().get(at).name()) == arePivots);
    }
}
