package io.talon.ledger;

import java.time.Instant;

/**
 * What a reader asked to be sent from the page.
 *
 * @param filters of the dashboard, as JSON
 * @param since   when it was asked for
 */
public record Subscription(String name, String reader, String dashboard, String filters, String crontab, String timezone, Instant since) {
}
