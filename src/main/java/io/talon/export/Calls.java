package io.talon.export;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Counts the calls of the vendor's API, since the start and within the last minute. */
public final class Calls {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private final LongAdder requests = new LongAdder();
    private final LongAdder looks = new LongAdder();
    private final ConcurrentLinkedDeque<Long> recent = new ConcurrentLinkedDeque<>();
    private final LongSupplier nanoTime;

    Calls(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void request() {
        count(requests);
    }

    void look() {
        count(looks);
    }

    private void count(LongAdder kind) {
        kind.increment();
        recent.add(nanoTime.getAsLong());
        forget();
    }

    private void forget() {
        for (Long oldest = recent.peek(); oldest != null && nanoTime.getAsLong() - oldest > MINUTE; oldest = recent.peek()) {
            recent.remove(oldest);
        }
    }

    /** Export requests since the start. */
    public long requests() {
        return requests.sum();
    }

    /** Looks at tickets since the start. */
    public long looks() {
        return looks.sum();
    }

    public int lastMinute() {
        forget();
        return recent.size();
    }
}
