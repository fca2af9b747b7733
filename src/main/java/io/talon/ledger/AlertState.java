package io.talon.ledger;

import java.time.Instant;

/**
 * What an alert found last.
 *
 * @param about  what it looked at, such as a team
 * @param toldAt when people were told of it last; null if they were not
 */
public record AlertState(String alert, String about, String state, Instant since, Instant toldAt) {
}
