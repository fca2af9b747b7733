package io.talon.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/** Looks ten times a second at the memory of a process and all below it. */
final class MemoryWatch implements AutoCloseable {
    private static final long MILLIS = 100;
    private final long start = System.nanoTime();
    private final List<Look> looks = new ArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ProcessTree tree;
    private final DoubleSupplier heap;

    /**
     * What was seen at once.
     *
     * @param seconds since the watch began
     * @param rss     in megabytes
     * @param heap    in megabytes, not a number where there is none
     */
    record Look(double seconds, double rss, double heap) {
    }

    /** @param heap megabytes of heap in use */
    MemoryWatch(ProcessTree tree, DoubleSupplier heap) {
        this.tree = tree;
        this.heap = heap;
        clock.scheduleAtFixedRate(this::look, 0, MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        looks.add(new Look((System.nanoTime() - start) / 1e9, tree.residentMegabytes(), heap.getAsDouble()));
    }

    /** Ends the watch and answers what was seen. */
    List<Look> looks() throws InterruptedException {
        close();
        clock.awaitTermination(1, TimeUnit.MINUTES);
        return looks;
    }

    @Override
    public void close() {
        clock.shutdown();
    }
}
