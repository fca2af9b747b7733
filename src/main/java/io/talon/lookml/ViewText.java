package io.talon.lookml;

import io.talon.semantic.Dimension;
import io.talon.semantic.Explore;
import io.talon.semantic.Format;
import io.talon.semantic.Grain;
import io.talon.semantic.Metric;
import java.util.stream.Collectors;

/** A view: the dimensions and measures of one mart. */
final class ViewText {
    private final Explore explore;
    private final Block view = new Block();

    ViewText(Explore explore) {
        this.explore = explore;
    }

    String text() {
        view.open("view: " + explore.name()).sql("sql_table_name", "@{SCHEMA}." + explore.relation());
        explore.dimensions().values().forEach(this::dimension);
        view.line("set: detail { fields: [" + explore.drill().stream().map(ViewText::field).collect(Collectors.joining(", ")) + "] }");
        explore.metrics().values().forEach(this::measure);
        return view.close().text();
    }

    /** Looker says {@code _week} where we say {@code __week}, and {@code _date} of days. */
    private static String field(String ours) {
        return ours.replaceFirst(Dimension.SEPARATOR + Grain.DAY.word() + "$", "_date").replaceFirst(Dimension.SEPARATOR + "(\\w+)$", "_$1");
    }

    private void dimension(Dimension dimension) {
        view.open((dimension.isDay() ? "dimension_group: " : "dimension: ") + dimension.name());
        if (dimension.isDay()) {
            view.line("type: time").line("timeframes: [" + dimension.grains().stream().map(grain -> grain == Grain.DAY ? "date" : grain.word()).collect(Collectors.joining(", ")) + "]")
                .line("convert_tz: no").line("datatype: date");
        } else {
            view.line("type: " + type(dimension));
        }
        view.text("label", dimension.label()).text("description", dimension.description());
        if (dimension.restricted()) {
            view.line("hidden: yes");
        }
        view.sql("sql", column(dimension.column())).close();
    }

    private static String type(Dimension dimension) {
        return switch (dimension.type()) {
            case NUMBER -> "number";
            case FLAG -> "yesno";
            default -> "string";
        };
    }

    private void measure(Metric metric) {
        view.open("measure: " + metric.name()).line("type: " + type(metric)).text("label", metric.label()).text("description", metric.description()).text("group_label", metric.group());
        if (metric.hidden()) {
            view.line("hidden: yes");
        }
        String sql = sql(metric);
        view.sql("sql", metric.format().scale() == 1 ? sql : metric.format().scale() + " * (" + sql + ")").text("value_format", valueFormat(metric.format()));
        if (metric.kind() == Metric.Kind.SIMPLE) {
            view.line("drill_fields: [detail*]");
        }
        view.close();
    }

    private static String valueFormat(Format format) {
        return format.unit().isEmpty() ? format.pattern() : format.pattern() + "\"" + (format.unit().equals("%") ? "" : " ") + format.unit() + "\"";
    }

    private static String type(Metric metric) {
        return metric.kind() != Metric.Kind.SIMPLE ? "number" : switch (metric.agg()) {
            case COUNT, SUM_BOOLEAN, SUM -> "sum";
            default -> metric.agg().word();
        };
    }

    private static String sql(Metric metric) {
        return switch (metric.kind()) {
            case SIMPLE -> simple(metric);
            case RATIO -> "1.0 * ${" + metric.numerator() + "} / NULLIF(${" + metric.denominator() + "}, 0)";
            case DERIVED -> metric.expr().sql(name -> "${" + name + "}");
        };
    }

    /** Looker counts rows, or values that differ; values that are there are added up. */
    private static String simple(Metric metric) {
        String value = metric.expr().sql(ViewText::column);
        String condition = metric.filter() == null ? "" : "(" + metric.filter().sql(ViewText::column) + ") AND ";
        return switch (metric.agg()) {
            case SUM_BOOLEAN -> "CASE WHEN " + condition + "(" + value + ") THEN 1 ELSE 0 END";
            case COUNT -> "CASE WHEN " + condition + "(" + value + ") IS NOT NULL THEN 1 ELSE 0 END";
            default -> condition.isEmpty() ? value : "CASE WHEN " + condition + "TRUE THEN " + value + " END";
        };
    }

    private static String column(String name) {
        return "${TABLE}." + name;
    }
}
