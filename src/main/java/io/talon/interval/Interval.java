package io.talon.interval;

import io.talon.ConfigurationException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** A half-open span of time [start, end), UTC, whole seconds. */
public record Interval(Instant start, Instant end) {
    private static final DateTimeFormatter SAFE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    public Interval {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("An interval must end after it starts: " + start + " to " + end);
        }
    }

    /** The day, where it is one whole day; else both instants. */
    @Override
    public String toString() {
        return isDay() ? LocalDate.ofInstant(start, ZoneOffset.UTC).toString() : safe(start) + "--" + safe(end);
    }

    /** An instant in characters that are safe in object keys, file names and command lines. */
    public static String safe(Instant instant) {
        return SAFE.format(instant);
    }

    /** Reads a boundary: a day (its start, UTC) or an instant. */
    public static Instant boundary(String text) {
        try {
            return text.contains("T") ? Instant.parse(text) : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw new ConfigurationException("'" + text + "' is no day such as 2021-01-31 and no instant such as 2021-01-31T06:00:00Z.", "Correct it.");
        }
    }

    /** Writes a boundary as it can be read: a day, or an instant where it is not the start of one. */
    public static String boundary(Instant boundary) {
        return boundary.getEpochSecond() % Duration.ofDays(1).toSeconds() == 0 ? LocalDate.ofInstant(boundary, ZoneOffset.UTC).toString() : boundary.toString();
    }

    private boolean isDay() {
        return start.getEpochSecond() % Duration.ofDays(1).toSeconds() == 0
            && Duration.between(start, end).equals(Duration.ofDays(1));
    }
}
