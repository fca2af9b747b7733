package io.talon.benchmark;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What it costs that so many exports are not complete yet: Talon with their tickets in its ledger, and the scripts' loops, both with a look every 10 seconds
 * as far as Talon's pace allows it.
 */
record Waiting(int exports) implements Row {
    /** More processes are no use to anybody. */
    private static final int MOST_LOOPS = 100;
    private static final int SETTLE_SECONDS = 20;
    private static final int WATCH_SECONDS = 30;

    @Override
    public String name() {
        return "waiting-" + exports;
    }

    @Override
    public void measure(Setup setup, Results results) throws Exception {
        Path file = Grades.write(setup.folder("vendor").resolve("total_scores.csv"), 1);
        try (FarEnd farEnd = FarEnd.start(setup.folder("store"), file, FarEnd.NEVER)) {
            if (exports <= MOST_LOOPS && Shell.isComplete()) {
                scripts(setup, results, farEnd);
            }
            talon(setup, results, farEnd);
        }
    }

    private void scripts(Setup setup, Results results, FarEnd farEnd) throws Exception {
        ProcessTree tree = new ProcessTree(new Scripts(farEnd, setup).start(exports).toHandle());
        try {
            TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
            for (int repeat = 0; repeat < setup.repeats(); repeat++) {
                results.add(name(), Side.SCRIPTS, watch(tree, farEnd));
                results.add(name(), Side.SCRIPTS, Measure.THREADS, tree.size());
            }
        } finally {
            tree.destroy();
        }
    }

    private void talon(Setup setup, Results results, FarEnd farEnd) throws Exception {
        Path home = setup.folder("service");
        Tickets.waiting(home, farEnd, exports);
        try (TalonProcess talon = TalonProcess.start(farEnd, home, Map.of()); Management management = up(talon)) {
            TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
            for (int repeat = 0; repeat < setup.repeats(); repeat++) {
                results.add(name(), Side.TALON, watch(talon.tree(), farEnd));
                results.add(name(), Side.TALON, Measure.THREADS, management.threads());
                results.add(name(), Side.TALON, Measure.HEAP, management.heapMegabytesAfterCollection());
            }
        }
    }

    private static Management up(TalonProcess talon) throws Exception {
        talon.await(TalonProcess.UP, 1);
        return Management.of(talon);
    }

    private static Map<Measure, Double> watch(ProcessTree tree, FarEnd farEnd) throws Exception {
        int looks = farEnd.looks().size();
        double cpu = tree.cpuSeconds();
        TimeUnit.SECONDS.sleep(WATCH_SECONDS);
        Map<Measure, Double> seen = new EnumMap<>(Measure.class);
        seen.put(Measure.CORE, 100 * (tree.cpuSeconds() - cpu) / WATCH_SECONDS);
        seen.put(Measure.LOOKS, (farEnd.looks().size() - looks) * 60.0 / WATCH_SECONDS);
        seen.put(Measure.RSS, tree.residentMegabytes());
        return seen;
    }
}
