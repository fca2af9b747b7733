package io.talon.benchmark;

import io.talon.benchmark.MemoryWatch.Look;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Exports on their way from the vendor to the store, carried by each side in turn.
 *
 * @param atOnce whether all become complete at the same moment; else each is from the start
 * @param talon  in which shape Talon takes part
 */
record Carrying(String name, int exports, long bytes, boolean atOnce, Carrier.Opening talon) implements Row {
    /** What is over sooner shows nothing in a chart. */
    private static final long LEAST_TO_DRAW = 100_000_000;

    @Override
    public void measure(Setup setup, Results results) throws Exception {
        Path file = Grades.write(setup.folder("vendor").resolve("total_scores.csv"), bytes);
        List<Carrier> carriers = new ArrayList<>();
        try (FarEnd farEnd = FarEnd.start(setup.folder("store"), file, atOnce ? FarEnd.NEVER : Duration.ZERO)) {
            open(carriers, farEnd, setup);
            round(carriers, farEnd);
            Map<Side, List<Look>> looks = new EnumMap<>(Side.class);
            for (int repeat = 0; repeat < setup.repeats(); repeat++) {
                round(carriers, farEnd).forEach((side, carried) -> {
                    results.add(name, side, carried.measured());
                    looks.put(side, carried.looks());
                });
            }
            if (exports * bytes >= LEAST_TO_DRAW) {
                new Charts(setup.output()).memory(name, looks);
            }
        } finally {
            carriers.forEach(Carrier::close);
        }
    }

    private void open(List<Carrier> carriers, FarEnd farEnd, Setup setup) throws Exception {
        if (Shell.isComplete()) {
            carriers.add(new Scripts(farEnd, setup));
            carriers.add(new Limit(farEnd, setup));
        }
        carriers.add(talon.open(farEnd, setup));
    }

    /** The first round of a row warms caches and counts for nothing. */
    private Map<Side, Carried> round(List<Carrier> carriers, FarEnd farEnd) throws Exception {
        Map<Side, Carried> round = new EnumMap<>(Side.class);
        for (Carrier carrier : carriers) {
            round.put(carrier.side(), carrier.carry(exports));
            farEnd.clear(exports);
        }
        return round;
    }
}
