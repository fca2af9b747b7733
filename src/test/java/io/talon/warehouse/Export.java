package io.talon.warehouse;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** What a run brought: rows of a source, by column. */
record Export(String source, LocalDate day, int days, List<Map<String, String>> rows) {

    /** The same run, so the same interval, is always loaded over itself. */
    String run() {
        return source + "/" + day + (days == 1 ? "" : "+" + days);
    }

    Instant start() {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    Instant end() {
        return start().plus(Duration.ofDays(days));
    }
}
