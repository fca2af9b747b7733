package io.talon.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** An invented conversation; what it is follows from its day and its number on that day. */
record Ticket(long day, int number) {

    /** In one of the three spellings of helpdesks: 17 letters, 14 digits, or few digits. */
    String id() {
        long serial = day * GradeBook.NUMBERS + number;
        return switch (number % 3) {
            case 0 -> chance().id();
            case 1 -> Long.toString(10_000_000_000_000L + serial * 1_000_003);
            default -> Long.toString(serial);
        };
    }

    /** Every id of every agent has its turn every day. */
    Staff.Identity identity() {
        return Staff.IDENTITIES.get(Math.floorMod(number + day, Staff.IDENTITIES.size()));
    }

    Instant createdAt() {
        return Days.start(day).minus(Duration.ofSeconds(chance().between(7_200, 250_000)));
    }

    String source() {
        return chance().oneOf(List.of("zendesk", "intercom", "aircall"));
    }

    private Chance chance() {
        return new Chance(day, number);
    }
}
