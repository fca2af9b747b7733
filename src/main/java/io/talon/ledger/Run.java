package io.talon.ledger;

import io.talon.interval.Interval;
import java.time.Instant;
import java.util.Comparator;

/**
 * One row of the ledger: one interval of one source on its way.
 *
 * @param asked    how many export requests were sent for it
 * @param attempts how many times anything of it was begun or begun again
 * @param tries    how many times in a row it met the failure that it names
 * @param looks    how many times its ticket was found pending
 * @param status   what the vendor said of it then; null before the first look
 * @param dueAt    from when on it may be taken; of a ticket that has been asked about, when that was
 * @param failure  why it failed or, while it is unfinished, why it must be tried again; null if all is well
 */
public record Run(
        String id,
        String source,
        Instant intervalStart,
        Instant intervalEnd,
        String batch,
        RunState state,
        Request request,
        String exportId,
        int asked,
        int attempts,
        int tries,
        int looks,
        String status,
        Instant statusSince,
        Instant dueAt,
        Instant deadlineAt,
        String failure,
        String error,
        String remedy,
        Instant endedAt) {

    /** Whoever has been left alone longest is next. */
    public static final Comparator<Run> LONGEST_ALONE = Comparator.comparing(Run::dueAt).thenComparing(Run::intervalStart).thenComparing(Run::source);

    /** The name of the run of an interval, such as {@code total_scores/2021-01-01}. */
    public static String id(String source, Interval interval) {
        return source + "/" + interval;
    }

    public Interval interval() {
        return new Interval(intervalStart, intervalEnd);
    }

    /** The label under which the vendor keeps the export: the same however often the run asks. */
    public String exportName() {
        return "talon " + id;
    }

    /** What stands in its way: the failure's short name, and a sentence. */
    public String trouble() {
        return "(" + failure + "): " + error;
    }

    @Override
    public String toString() {
        return id;
    }
}
