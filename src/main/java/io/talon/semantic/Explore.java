package io.talon.semantic;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table of the mart as people ask it.
 *
 * @param relation   its name in the mart
 * @param time       name of the day by which its metrics are told over time
 * @param dimensions by name, in the order of the file
 * @param metrics    by name, in the order of the file; hidden ones among them
 * @param filters    conditions that a question begins with; the reader sees them and may take them away
 * @param drill      fields that show single rows behind a number
 */
public record Explore(String name, String label, String description, String relation, String time, Map<String, Dimension> dimensions, Map<String, Metric> metrics,
                      Map<String, String> filters, List<String> drill) {

    /**
     * A dimension as a question names it.
     *
     * @param grain null unless it is a day
     */
    public record Part(Dimension dimension, Grain grain) {
    }

    /** Reads {@code team}, {@code week} or {@code date_reported_as__month}; nothing if there is none, or not in that grain. */
    public Optional<Part> part(String field) {
        int at = field.lastIndexOf(Dimension.SEPARATOR);
        Dimension whole = dimensions.get(field);
        if (whole != null || at < 0) {
            return Optional.ofNullable(whole).map(dimension -> new Part(dimension, dimension.grain()));
        }
        Optional<Dimension> day = Optional.ofNullable(dimensions.get(field.substring(0, at))).filter(Dimension::isDay);
        return Grain.of(field.substring(at + Dimension.SEPARATOR.length())).flatMap(grain -> day
            .filter(found -> found.grains().contains(grain)).map(found -> new Part(found, grain)));
    }

    public Optional<Metric> metric(String field) {
        return Optional.ofNullable(metrics.get(field));
    }

    /** The metrics that are offered. */
    public List<Metric> shownMetrics() {
        return metrics.values().stream().filter(metric -> !metric.hidden()).toList();
    }
}
