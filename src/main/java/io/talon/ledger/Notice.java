package io.talon.ledger;

/**
 * Something that one destination is to be told once.
 *
 * @param event       names what happened, such as {@code run total_scores/2021-01-01 2021-01-02T02:00:00.000Z}
 * @param destination slack or email
 */
public record Notice(String event, String destination, String subject, String text, int attempts) {

    /** The same in other words. */
    public Notice saying(String otherSubject, String otherText) {
        return new Notice(event, destination, otherSubject, otherText, attempts);
    }

    @Override
    public String toString() {
        return "notice to " + destination + " of " + event;
    }
}
