package io.talon.export;

import io.github.bucket4j.Bucket;
import io.talon.ledger.Run;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Variable;

/**
 * Keeps all calls together within the vendor's limits: 10 a second, 100 a minute, one export request a second.
 * Each caller is told how many milliseconds to wait for a place of its own; places are given in order,
 * so whoever has waited longest is next. Requests and looks at tickets have a share each: however many tickets wait,
 * new exports are asked for, and the other way round.
 */
public final class Pace {
    private static final Duration MOMENT = Duration.ofSeconds(2);
    private final Bucket requests;
    private final Bucket looks;
    private final Duration requestPause;
    private final Duration pollInterval;
    private final Clock clock;
    private final Calls calls = new Calls(System::nanoTime);
    private volatile long heldUntil = System.nanoTime();

    /**
     * A bucket of n that refills m a period lets at most n + m through in any period. All together stay a little below
     * the limit, since calls do not travel equally fast.
     *
     * @param callsPerMinute the limit of calls a minute
     * @param requestPause   least pause between the answer to one export request and the next request
     * @param pollInterval   longest pause between two looks at one ticket
     */
    public Pace(int callsPerMinute, Duration requestPause, Duration pollInterval, Clock clock) {
        long share = share(callsPerMinute);
        this.requests = Bucket.builder()
            .addLimit(limit -> limit.capacity(Math.max(1, callsPerMinute / 20)).refillGreedy(share, Duration.ofMinutes(1)))
            .build();
        this.looks = Bucket.builder()
            .addLimit(limit -> limit.capacity(Math.max(1, callsPerMinute / 10)).refillGreedy(share, Duration.ofMinutes(1)))
            .addLimit(limit -> limit.capacity(4).refillGreedy(4, Duration.ofSeconds(1)))
            .build();
        this.requestPause = requestPause;
        this.pollInterval = pollInterval;
        this.clock = clock;
    }

    /** How many of the calls of a minute are requests, and how many are looks. */
    static long share(int callsPerMinute) {
        return Math.max(1, callsPerMinute * 2L / 5);
    }

    /** Milliseconds to wait before an export request. */
    public long beforeRequest() {
        calls.request();
        return Math.max(requestPause.toMillis(), place(requests));
    }

    /** Milliseconds to wait before a look at a ticket. */
    public long beforeLook() {
        calls.look();
        return place(looks);
    }

    /** The calls that were given a place. */
    public Calls calls() {
        return calls;
    }

    /** Keeps all calls back since the vendor said that there were too many: for so long, or for a moment if it did not say. */
    public synchronized void hold(Duration told) {
        heldUntil = Math.max(heldUntil, System.nanoTime() + (told == null ? MOMENT : told).toNanos());
    }

    private long place(Bucket bucket) {
        long nanos = Math.max(bucket.consumeIgnoringRateLimits(1), heldUntil - System.nanoTime());
        return Duration.ofNanos(Math.max(0, nanos)).plusMillis(nanos > 0 ? 1 : 0).toMillis();
    }

    /** Milliseconds for which a ticket is still to be left alone: few at first, at most the poll interval, spread by a fifth. */
    public long pause(@Variable("run") Run run) {
        long pause = Math.min(pollInterval.toMillis(), 1_000L << Math.min(run.looks(), 20));
        long alone = Duration.between(run.dueAt(), clock.instant()).toMillis();
        return Math.max(0, pause - ThreadLocalRandom.current().nextLong(pause / 5 + 1) - alone);
    }
}
