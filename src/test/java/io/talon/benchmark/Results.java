package io.talon.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All that was measured, in the order in which it came. */
final class Results {
    private static final String HEAD = """
        | row | measure | scripts | limit | Talon | Talon / scripts | Talon / limit |
        |---|---|---|---|---|---|---|
        """;
    private final Map<Place, Map<Side, List<Double>>> values = new LinkedHashMap<>();

    /** A line of the table. */
    record Place(String row, Measure measure) {
    }

    void add(String row, Side side, Measure measure, double value) {
        values.computeIfAbsent(new Place(row, measure), place -> new EnumMap<>(Side.class)).computeIfAbsent(side, any -> new ArrayList<>()).add(value);
    }

    void add(String row, Side side, Map<Measure, Double> measured) {
        measured.forEach((measure, value) -> add(row, side, measure, value));
    }

    List<String> rows(Measure measure) {
        return values.keySet().stream().filter(place -> place.measure == measure).map(Place::row).toList();
    }

    /** Or not a number, where there is none. */
    double median(String row, Measure measure, Side side) {
        List<Double> sorted = sorted(new Place(row, measure), side);
        return sorted.isEmpty() ? Double.NaN : (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }

    /** Medians, with the least and the greatest behind them. */
    String markdown() {
        StringBuilder table = new StringBuilder(HEAD);
        for (Place place : values.keySet()) {
            table.append("| %s | %s | %s | %s | %s | %s | %s |%n".formatted(place.row, place.measure.label, cell(place, Side.SCRIPTS), cell(place, Side.LIMIT),
                cell(place, Side.TALON), ratio(place, Side.SCRIPTS), ratio(place, Side.LIMIT)));
        }
        return table.toString();
    }

    private String cell(Place place, Side side) {
        List<Double> sorted = sorted(place, side);
        if (sorted.isEmpty()) {
            return "";
        }
        String median = number(median(place.row, place.measure, side));
        return sorted.size() == 1 ? median : "%s (%s - %s)".formatted(median, number(sorted.get(0)), number(sorted.get(sorted.size() - 1)));
    }

    private String ratio(Place place, Side other) {
        double ratio = median(place.row, place.measure, Side.TALON) / median(place.row, place.measure, other);
        return Double.isFinite(ratio) ? number(ratio) : "";
    }

    private List<Double> sorted(Place place, Side side) {
        List<Double> sorted = new ArrayList<>(values.getOrDefault(place, Map.of()).getOrDefault(side, List.of()));
        Collections.sort(sorted);
        return sorted;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }
}
