package io.talon.ledger;

/**
 * One file of a run as it lies in the store.
 *
 * @param member name of the file's data, such as total_scores
 * @param rows   number of records loaded from it; null until loaded
 * @param notice what was seen and tolerated, such as extra columns; null if nothing
 */
public record StoredObject(String run, String member, String key, long bytes, String sha256, Long rows, String notice) {

    /** The same with something more to notice, unless that has been noticed before. */
    StoredObject noticing(String more) {
        boolean known = more == null || notice != null && notice.contains(more);
        return known ? this : new StoredObject(run, member, key, bytes, sha256, rows, notice == null ? more : notice + "; " + more);
    }
}
