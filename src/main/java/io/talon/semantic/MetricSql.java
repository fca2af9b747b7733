package io.talon.semantic;

import io.talon.model.ProjectError;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Puts each metric into one SQL expression, whatever other metrics it is made of. */
final class MetricSql {
    private final Map<String, Metric> metrics;
    private final Complaint complaint;
    /** Those that are being put together, each for the sake of the one before. */
    private final Set<String> path = new LinkedHashSet<>();

    /** Says what is wrong with a metric. */
    interface Complaint {
        ProjectError about(String metric, String problem, String remedy);
    }

    MetricSql(Map<String, Metric> metrics, Complaint complaint) {
        this.metrics = metrics;
        this.complaint = complaint;
    }

    String of(Metric metric) {
        if (!path.add(metric.name())) {
            throw complaint.about(metric.name(), "is made of itself: " + String.join(" → ", path) + " → " + metric.name(), "Break the circle.");
        }
        try {
            return switch (metric.kind()) {
                case SIMPLE -> simple(metric);
                case RATIO -> "CAST(" + input(metric, metric.numerator()) + " AS DOUBLE PRECISION) / NULLIF(" + input(metric, metric.denominator()) + ", 0)";
                case DERIVED -> derived(metric);
            };
        } finally {
            path.remove(metric.name());
        }
    }

    private String input(Metric metric, String name) {
        Metric input = metrics.get(name);
        if (input == null) {
            throw complaint.about(metric.name(), "is made of '" + name + "', which its model does not have", "Name a metric of the same model.");
        }
        return of(input);
    }

    private String derived(Metric metric) {
        return metric.expr().sql(name -> {
            if (!metric.inputs().contains(name)) {
                throw complaint.about(metric.name(), "reckons with '" + name + "', which is not among its input_metrics", "Add it there.");
            }
            return "CAST(" + input(metric, name) + " AS DOUBLE PRECISION)";
        });
    }

    private static String simple(Metric metric) {
        String value = metric.expr().sql(MetricSql::column);
        String condition = metric.filter() == null ? null : metric.filter().sql(MetricSql::column);
        if (metric.agg() == Metric.Agg.SUM_BOOLEAN) {
            return "SUM(CASE WHEN " + (condition == null ? value : "(" + condition + ") AND (" + value + ")") + " THEN 1 ELSE 0 END)";
        }
        String given = condition == null ? value : "CASE WHEN " + condition + " THEN " + value + " END";
        return switch (metric.agg()) {
            case COUNT_DISTINCT -> "COUNT(DISTINCT " + given + ")";
            case AVERAGE -> "AVG(" + given + ")";
            case MEDIAN -> "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY CAST(" + given + " AS DOUBLE PRECISION))";
            default -> metric.agg() + "(" + given + ")";
        };
    }

    private static String column(String name) {
        return "t.\"" + name + "\"";
    }
}
