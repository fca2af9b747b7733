package io.talon.failure;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** The header by which a server says how long it wants to be left alone: seconds or an HTTP date (RFC 9110). */
final class RetryAfter {
    /** Whoever says more is asked again after this. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {
    }

    /** The pause that the headers ask for, or null. */
    static Duration of(Map<String, String> headers, Clock clock) {
        return headers == null ? null : headers.entrySet().stream().filter(header -> header.getKey().equalsIgnoreCase("Retry-After"))
            .findFirst().map(header -> pause(header.getValue().trim(), clock)).orElse(null);
    }

    private static Duration pause(String value, Clock clock) {
        try {
            Duration pause = value.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(value))
                : Duration.between(clock.instant(), ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME));
            return pause.isNegative() ? Duration.ZERO : pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
