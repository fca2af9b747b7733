package io.talon.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The sandbox's "now": real time until it is set, and running on from wherever it was set. Always UTC. */
public final class SandboxClock extends Clock {
    private static final Clock REAL = Clock.systemUTC();
    private volatile Duration ahead = Duration.ZERO;

    public synchronized void set(Instant now) {
        ahead = Duration.between(REAL.instant(), now);
    }

    public synchronized void advance(Duration by) {
        ahead = ahead.plus(by);
    }

    @Override
    public Instant instant() {
        return REAL.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("The sandbox's clock is UTC");
    }
}
