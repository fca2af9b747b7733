package io.talon.question;

import io.talon.semantic.Dimension;
import io.talon.semantic.Explore.Part;
import io.talon.semantic.Format;
import io.talon.semantic.Grain;
import io.talon.semantic.Metric;
import java.time.LocalDate;

/**
 * A column of an answer.
 *
 * @param name   the field as it was asked for
 * @param kind   dimension or metric
 * @param type   text, number, day or flag; a metric is a number
 * @param grain  of a day; null for others
 * @param format of a metric; null for others
 */
public record Column(String name, String label, String kind, String type, Grain grain, Format format) {

    static Column of(String field, Part part) {
        Dimension dimension = part.dimension();
        boolean isCoarse = dimension.isDay() && part.grain() != Grain.DAY && !dimension.label().equalsIgnoreCase(part.grain().word());
        return new Column(field, dimension.label() + (isCoarse ? " (" + part.grain().word() + ")" : ""), "dimension", dimension.type().word(), part.grain(), null);
    }

    static Column of(Metric metric) {
        return new Column(metric.name(), metric.label(), "metric", "number", null, metric.format());
    }

    public boolean isMetric() {
        return kind.equals("metric");
    }

    /** A value of it as people read it. */
    public String text(Object value) {
        if (isMetric()) {
            return format.text((Number) value);
        }
        return value == null ? "–" : value instanceof Boolean flag ? flag ? "yes" : "no" : grain == null ? value.toString() : period(value, grain);
    }

    /** As it stands along an axis, where a week has place for its Monday only. */
    public String mark(Object value) {
        return grain == Grain.WEEK && value != null ? period(value, Grain.DAY) : text(value);
    }

    private static String period(Object value, Grain as) {
        return Period.words(LocalDate.parse(value.toString()), as);
    }
}
