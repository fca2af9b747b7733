package io.talon.ledger;

/**
 * Something that one destination is to be told once.
 *
 * @param event       names what happened, such as {@code run total_scores/2021-01-01 2021-01-02T02:00:00.000Z}
 * @param destination slack, email or lineage; of a delivery the kind and the address, such as email:lead@example.com, and plan or alert while it is to be made
 */
public record Notice(String event, String destination, String subject, String text, int attempts) {

    /** The same in other words. */
    public Notice saying(String otherSubject, String otherText) {
        return new Notice(event, destination, otherSubject, otherText, attempts);
    }

    /** Whether it is of a plan or an alert. */
    public boolean isDelivery() {
        return event.startsWith("plan ") || event.startsWith("alert ");
    }

    /** Whether a delivery is still to be made. */
    public boolean isTurn() {
        return isDelivery() && !destination.contains(":");
    }

    /** The plan or alert, without the instant. */
    public String name() {
        return event.replaceFirst(" [^ ]*$", "");
    }

    /** What kind of destination it is. */
    public String kind() {
        return destination.replaceFirst(":.*", "");
    }

    /** The destination's address, as the file has it. */
    public String address() {
        return destination.substring(destination.indexOf(':') + 1);
    }

    @Override
    public String toString() {
        return "notice to " + destination + " of " + event;
    }
}
