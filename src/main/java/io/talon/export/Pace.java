package io.talon.export;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;

/**
 * Keeps all calls together within the vendor's limits: 10 a second, 100 a minute, one export request a second.
 * Each caller is told how many milliseconds to wait for a place of its own; places are given in order,
 * so whoever has waited longest is next.
 */
public final class Pace {
    private final Bucket calls;
    private final Bucket requests = bucket(Bandwidth.builder().capacity(1).refillGreedy(1, Duration.ofMillis(1_100)).build());
    private final Duration pollInterval;

    /**
     * A bucket of n that refills m a period lets at most n + m through in any period, so both together stay below the limit.
     *
     * @param callsPerMinute the limit of calls a minute
     * @param pollInterval   longest pause between two questions about one ticket
     */
    public Pace(int callsPerMinute, Duration pollInterval) {
        int burst = Math.max(1, callsPerMinute / 5);
        this.calls = bucket(
            Bandwidth.builder().capacity(5).refillGreedy(5, Duration.ofSeconds(1)).build(),
            Bandwidth.builder().capacity(burst).refillGreedy(Math.max(1, callsPerMinute - burst), Duration.ofMinutes(1)).build());
        this.pollInterval = pollInterval;
    }

    /** Milliseconds until the next place among the export requests. */
    public long untilRequest() {
        return millis(Math.max(requests.consumeIgnoringRateLimits(1), calls.consumeIgnoringRateLimits(1)));
    }

    /** Milliseconds until the next place among the calls. */
    public long untilCall() {
        return millis(calls.consumeIgnoringRateLimits(1));
    }

    /** Milliseconds to leave a ticket alone before it is shown for the n-th time: few at first, at most the poll interval, spread by a fifth. */
    public long pause(@ExchangeProperty(Exchange.LOOP_INDEX) int n) {
        long pause = Math.min(pollInterval.toMillis(), 1_000L << Math.min(n, 20));
        return pause - ThreadLocalRandom.current().nextLong(pause / 5 + 1);
    }

    private static long millis(long nanos) {
        return Duration.ofNanos(nanos).plusMillis(nanos > 0 ? 1 : 0).toMillis();
    }

    private static Bucket bucket(Bandwidth... limits) {
        var builder = Bucket.builder();
        for (Bandwidth limit : limits) {
            builder.addLimit(limit);
        }
        return builder.build();
    }
}
