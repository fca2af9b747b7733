package io.talon.deliver;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.geom.Ellipse2D;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.CategoryLabelPositions;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.CategoryItemRenderer;
import org.jfree.chart.renderer.category.LineAndShapeRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.category.DefaultCategoryDataset;

/** How charts in mails look: few lines, small letters, colours that all eyes tell apart. */
final class ChartLook {
    /** Okabe and Ito's, told apart by colour-blind eyes too; yellow is left out, as it cannot be read on white. */
    private static final List<Color> PALETTE = List.of(new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73), new Color(0xCC79A7), new Color(0x56B4E9), new Color(0xE69F00), new Color(0x555555));
    private static final BasicStroke DASHED = new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, new float[] {7, 5}, 0);
    private static final Color INK = new Color(0x333333);
    private static final Color LINE = new Color(0xE3E6EA);
    /** As many stand in a row. */
    private static final int LETTERS = 60;

    private ChartLook() {
    }

    static void dress(JFreeChart chart, CategoryPlot plot) {
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
        plot.setRangeGridlinePaint(LINE);
        plot.setRangeGridlineStroke(new BasicStroke(1));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        chart.setBackgroundPaint(Color.WHITE);
        chart.setPadding(new RectangleInsets(8, 4, 4, 20));
    }

    /** Names that would not stand side by side are written aslant. */
    static CategoryAxis categories(Tile tile, DefaultCategoryDataset figures) {
        CategoryAxis axis = new CategoryAxis();
        axis.setTickLabelFont(Fonts.SMALL);
        axis.setTickLabelPaint(INK);
        axis.setAxisLinePaint(LINE);
        axis.setTickMarksVisible(false);
        axis.setCategoryMargin(0.25);
        int letters = ((List<?>) figures.getColumnKeys()).stream().mapToInt(name -> name.toString().length()).max().orElse(0);
        if (tile.type().equals("looker_bar")) {
            axis.setMaximumCategoryLabelWidthRatio(0.4f);
        } else if (letters * figures.getColumnCount() > LETTERS) {
            axis.setCategoryLabelPositions(CategoryLabelPositions.createUpRotationLabelPositions(Math.PI / 5));
        }
        return axis;
    }

    static NumberAxis numbers(Tile tile) {
        NumberAxis axis = new NumberAxis();
        axis.setAutoRangeIncludesZero(!tile.type().equals("looker_line"));
        axis.setTickLabelFont(Fonts.SMALL);
        axis.setTickLabelPaint(INK);
        axis.setAxisLineVisible(false);
        axis.setTickMarksVisible(false);
        axis.setNumberFormatOverride(new Unit(tile.columns().get(tile.metrics().get(0)).format()));
        return axis;
    }

    /** Lines of a colour that is there already are dashed. */
    static CategoryItemRenderer renderer(Tile tile) {
        CategoryItemRenderer renderer = tile.type().equals("looker_line") ? lines() : bars();
        for (int series = 0; series < tile.rows().size() * tile.metrics().size(); series++) {
            renderer.setSeriesPaint(series, PALETTE.get(series % PALETTE.size()));
            if (series >= PALETTE.size()) {
                renderer.setSeriesStroke(series, DASHED);
            }
        }
        return renderer;
    }

    private static CategoryItemRenderer lines() {
        LineAndShapeRenderer lines = new LineAndShapeRenderer(true, true);
        lines.setDefaultStroke(new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        lines.setAutoPopulateSeriesStroke(false);
        lines.setAutoPopulateSeriesShape(false);
        lines.setDefaultShape(new Ellipse2D.Double(-2.5, -2.5, 5, 5));
        return lines;
    }

    private static CategoryItemRenderer bars() {
        BarRenderer bars = new BarRenderer();
        bars.setBarPainter(new StandardBarPainter());
        bars.setShadowVisible(false);
        bars.setDrawBarOutline(false);
        bars.setItemMargin(0.05);
        bars.setMaximumBarWidth(0.12);
        bars.setDefaultLegendShape(new Rectangle(-5, -5, 10, 10));
        return bars;
    }

    static LegendTitle legend(CategoryPlot plot) {
        LegendTitle legend = new LegendTitle(plot);
        legend.setItemFont(Fonts.SMALL);
        legend.setItemPaint(INK);
        legend.setPosition(RectangleEdge.TOP);
        return legend;
    }
}
