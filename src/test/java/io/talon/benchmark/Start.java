package io.talon.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How soon the first request is at the vendor after a start, and what Talon costs when it has nothing to do. */
record Start() implements Row {
    private static final int SETTLE_SECONDS = 10;
    private static final int WATCH_SECONDS = 10;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public void measure(Setup setup, Results results) throws Exception {
        Path file = Grades.write(setup.folder("vendor").resolve("total_scores.csv"), 1);
        try (FarEnd farEnd = FarEnd.start(setup.folder("store"), file, Duration.ZERO)) {
            for (int repeat = 0; repeat < setup.repeats(); repeat++) {
                if (Shell.isComplete()) {
                    scripts(setup, results, farEnd);
                }
                talon(setup, results, farEnd);
            }
        }
    }

    private void scripts(Setup setup, Results results, FarEnd farEnd) throws Exception {
        int asked = farEnd.requests().size();
        Scripts scripts = new Scripts(farEnd, setup);
        Instant start = Instant.now();
        scripts.start(1).waitFor();
        results.add(name(), Side.SCRIPTS, Measure.FIRST_REQUEST, Piping.seconds(start, farEnd.requests().get(asked)));
    }

    private void talon(Setup setup, Results results, FarEnd farEnd) throws Exception {
        Path home = setup.folder("service");
        Tickets.planned(home);
        int asked = farEnd.requests().size();
        Instant start = Instant.now();
        try (TalonProcess talon = TalonProcess.start(farEnd, home, TalonProcess.QUICK)) {
            talon.await(TalonProcess.STORED, 1);
            results.add(name(), Side.TALON, Measure.FIRST_REQUEST, Piping.seconds(start, farEnd.requests().get(asked)));
            TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
            idle(talon, results);
        }
    }

    private void idle(TalonProcess talon, Results results) throws Exception {
        double cpu = talon.tree().cpuSeconds();
        TimeUnit.SECONDS.sleep(WATCH_SECONDS);
        results.add(name(), Side.TALON, Measure.CORE, 100 * (talon.tree().cpuSeconds() - cpu) / WATCH_SECONDS);
        results.add(name(), Side.TALON, Measure.RSS, talon.tree().residentMegabytes());
        try (Management management = Management.of(talon)) {
            results.add(name(), Side.TALON, Measure.THREADS, management.threads());
            results.add(name(), Side.TALON, Measure.HEAP, management.heapMegabytesAfterCollection());
        }
    }
}
