package io.talon.ledger;

/**
 * What a reader asked to be sent from the page.
 *
 * @param filters of the dashboard, as JSON
 */
public record Subscription(String name, String reader, String dashboard, String filters, String crontab, String timezone) {
}
