package io.talon.semantic;

import java.util.List;
import java.util.Locale;

/**
 * A number that is made of many rows.
 *
 * @param agg         of a simple metric; null of others
 * @param expr        what a simple metric adds up, or how a derived one reckons with its inputs; null of a ratio
 * @param filter      which rows a simple metric takes, over columns; null for all
 * @param numerator   name of a metric, of a ratio
 * @param denominator name of a metric, of a ratio
 * @param inputs      names of the metrics that a derived one is made of
 * @param group       heading under which it is offered
 * @param hidden      whether it only serves others
 * @param sql         the whole of it over columns of table {@code t}, not yet scaled
 */
public record Metric(String name, String label, String description, Kind kind, Agg agg, Formula expr, Formula filter, String numerator, String denominator,
                     List<String> inputs, Format format, String group, boolean hidden, String sql) {

    /** By which of dbt's types it is made. */
    public enum Kind {
        SIMPLE, RATIO, DERIVED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** By which of dbt's aggregations. */
    public enum Agg {
        SUM, MIN, MAX, COUNT, COUNT_DISTINCT, SUM_BOOLEAN, AVERAGE, MEDIAN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** As it is given to people: scaled. */
    public String scaledSql() {
        return format.scale() == 1 ? sql : format.scale() + " * (" + sql + ")";
    }

    Metric withSql(String whole) {
        return new Metric(name, label, description, kind, agg, expr, filter, numerator, denominator, inputs, format, group, hidden, whole);
    }
}
