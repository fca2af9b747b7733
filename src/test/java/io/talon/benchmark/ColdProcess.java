package io.talon.benchmark;

import java.time.Instant;

/** Talon as a process that is not there before, as cron would start it, with a ledger and a warehouse of its own. */
record ColdProcess(FarEnd farEnd, Setup setup) implements Carrier {

    @Override
    public Side side() {
        return Side.TALON;
    }

    @Override
    public Carried carry(int exports) throws Exception {
        Instant start = Instant.now();
        int asked = farEnd.requests().size();
        double before = ProcessTree.cpuSecondsOfEnded();
        try (TalonProcess talon = TalonProcess.start(farEnd, setup.folder("cold"), TalonProcess.QUICK, "backfill", "total_scores", "--from", "2026-02-01", "--to", "2026-02-02");
             MemoryWatch memory = new MemoryWatch(talon.tree(), () -> Double.NaN)) {
            Instant stored = talon.await(TalonProcess.STORED, exports);
            double cpu = talon.tree().cpuSeconds();
            Carried carried = Carried.of(Piping.seconds(start, stored), Piping.seconds(farEnd.requests().get(asked), stored), cpu, memory.looks());
            talon.awaitEnd();
            return carried.with(Measure.PUBLISHED, Piping.seconds(start, Instant.now())).with(Measure.PUBLISHED_CPU, ProcessTree.cpuSecondsOfEnded() - before);
        }
    }
}
