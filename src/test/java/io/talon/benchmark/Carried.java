package io.talon.benchmark;

import io.talon.benchmark.MemoryWatch.Look;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What it cost to carry exports from the vendor to the store, and the memory that was in use meanwhile. */
record Carried(Map<Measure, Double> measured, List<Look> looks) {

    /** @param asked seconds from the vendor's being asked to the last object, or not a number where that is not known */
    static Carried of(double wall, double asked, double cpu, List<Look> looks) {
        Map<Measure, Double> measured = new EnumMap<>(Measure.class);
        measured.put(Measure.WALL, wall);
        measured.put(Measure.FROM_REQUEST, asked);
        measured.put(Measure.CPU, cpu);
        measured.put(Measure.PEAK_RSS, looks.stream().mapToDouble(Look::rss).max().orElse(Double.NaN));
        measured.put(Measure.PEAK_HEAP, looks.stream().mapToDouble(Look::heap).max().orElse(Double.NaN));
        measured.values().removeIf(value -> value.isNaN());
        return new Carried(measured, looks);
    }

    Carried with(Measure measure, double value) {
        Map<Measure, Double> more = new EnumMap<>(measured);
        more.put(measure, value);
        return new Carried(more, looks);
    }
}
