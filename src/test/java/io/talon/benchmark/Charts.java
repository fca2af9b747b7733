package io.talon.benchmark;

import io.talon.benchmark.MemoryWatch.Look;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws results as SVG files into a folder. */
record Charts(Path folder) {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 450;
    /** Bars that differ more than so many times are seen on a logarithmic axis only. */
    private static final int WIDE = 20;
    private static final List<Measure> DRAWN = List.of(Measure.WALL, Measure.CPU, Measure.PEAK_RSS, Measure.RSS, Measure.NEW_DAY);

    /** A chart per measure, a group of bars per row. */
    void bars(Results results) throws IOException {
        for (Measure measure : DRAWN) {
            List<String> rows = results.rows(measure);
            if (!rows.isEmpty()) {
                save(bars(results, measure, rows), measure.name().toLowerCase().replace('_', '-'));
            }
        }
    }

    private static CategoryChart bars(Results results, Measure measure, List<String> rows) {
        CategoryChart chart = new CategoryChartBuilder().width(WIDTH).height(HEIGHT).title(measure.label).theme(ChartTheme.Matlab).build();
        DoubleSummaryStatistics range = Arrays.stream(Side.values()).flatMapToDouble(side -> rows.stream().mapToDouble(row -> results.median(row, measure, side)))
            .filter(median -> median > 0).summaryStatistics();
        boolean isWide = range.getMax() > WIDE * range.getMin();
        // A logarithmic axis needs to be told where it begins.
        chart.getStyler().setLabelsVisible(true).setYAxisLogarithmic(isWide).setYAxisMin(isWide ? Math.pow(10, Math.floor(Math.log10(range.getMin()))) : 0.0);
        for (Side side : Side.values()) {
            List<Double> medians = rows.stream().map(row -> results.median(row, measure, side)).map(median -> median > 0 ? median : null).toList();
            if (medians.stream().anyMatch(median -> median != null)) {
                chart.addSeries(side.label, rows, medians);
            }
        }
        return chart;
    }

    /** Memory over time: a line per side, and one for Talon's heap. */
    void memory(String row, Map<Side, List<Look>> looks) throws IOException {
        XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title(row + ": memory").xAxisTitle("seconds").yAxisTitle("MB").theme(ChartTheme.Matlab).build();
        looks.forEach((side, seen) -> line(chart, side.label + ", RSS", seen, Look::rss));
        line(chart, "Talon, heap in use", looks.get(Side.TALON), Look::heap);
        save(chart, "memory-" + row);
    }

    private static void line(XYChart chart, String name, List<Look> looks, ToDoubleFunction<Look> value) {
        chart.addSeries(name, looks.stream().map(Look::seconds).toList(), looks.stream().map(value::applyAsDouble).toList()).setMarker(SeriesMarkers.NONE);
    }

    private void save(Chart<?, ?> chart, String name) throws IOException {
        Files.createDirectories(folder);
        VectorGraphicsEncoder.saveVectorGraphic(chart, folder.resolve(name).toString(), VectorGraphicsFormat.SVG);
    }
}
