package io.talon.store;

import io.talon.interval.Interval;
import io.talon.ledger.Run;

/**
 * Names objects after source and interval alone, in partition style, so that a run done again overwrites what it stored:
 * {@code maestroqa/source=total_scores/interval_start=2021-01-01T000000Z/interval_end=2021-01-02T000000Z/total_scores.csv}.
 */
public final class ObjectKeys {
    private final String prefix;

    public ObjectKeys(String prefix) {
        this.prefix = prefix;
    }

    /** @param member name of the file's data in a-z, 0-9 and _ */
    public String key(Run run, String member) {
        String key = "%s/source=%s/interval_start=%s/interval_end=%s/%s.csv".formatted(prefix, run.source(),
            Interval.safe(run.intervalStart()), Interval.safe(run.intervalEnd()), member);
        if (!key.matches("[A-Za-z0-9/=._-]+")) {
            throw new IllegalStateException("Not a safe key: " + key);
        }
        return key;
    }
}
