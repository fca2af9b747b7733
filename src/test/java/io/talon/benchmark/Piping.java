package io.talon.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

/** Measures processes of the shell from their start to their end. */
record Piping(FarEnd farEnd, Shell shell) {

    /** @param asking how many exports the processes ask for themselves */
    Carried carry(Callable<Process> begin, int asking) throws Exception {
        double before = ProcessTree.cpuSecondsOfEnded();
        int asked = farEnd.requests().size();
        Instant start = Instant.now();
        Process process = begin.call();
        try (MemoryWatch memory = new MemoryWatch(new ProcessTree(process.toHandle()), () -> Double.NaN)) {
            if (farEnd.isHolding() && asking > 0) {
                farEnd.release(asking);
                start = Instant.now();
            }
            shell.await(process);
            Instant end = Instant.now();
            return Carried.of(seconds(start, end), asking > 0 && !farEnd.isHolding() ? sinceRequest(asked, end) : Double.NaN,
                ProcessTree.cpuSecondsOfEnded() - before, memory.looks());
        }
    }

    private double sinceRequest(int asked, Instant end) throws Exception {
        List<Instant> requests = farEnd.requests();
        return seconds(requests.get(asked), end);
    }

    static double seconds(Instant start, Instant end) {
        return Duration.between(start, end).toNanos() / 1e9;
    }
}
