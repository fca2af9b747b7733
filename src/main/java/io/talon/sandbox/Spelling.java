package io.talon.sandbox;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/** How the vendor's files spell an instant: mostly guarded for Excel, in one of two raw forms, with a fraction where there is one. */
enum Spelling {
    QUOTED_GUARD("\"=\"\"%s\"\"\""),
    BARE_GUARD("=\"%s\""),
    PLAIN("%s");

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter ANY = new DateTimeFormatterBuilder()
        .appendPattern("uuuu-MM-dd['T'][' '][HH:mm[:ss]]")
        .optionalStart().appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true).optionalEnd()
        .appendPattern("[XXX][xx]").toFormatter(Locale.ROOT);
    private final String form;

    Spelling(String form) {
        this.form = form;
    }

    /** The cell as it stands in a file, quoted where need be. */
    String cell(Instant instant) {
        return form.formatted((instant.getNano() == 0 ? SECONDS : MILLIS).format(instant));
    }

    /** The instant a cell means, guarded or not; UTC where it has no offset, midnight where it has no time, nothing where it is no date. */
    static Optional<Instant> read(String cell) {
        try {
            TemporalAccessor date = ANY.parseBest(cell.replaceAll("[=\"]", "").strip(), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            return Optional.of(instant(date));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Instant instant(TemporalAccessor date) {
        if (date instanceof OffsetDateTime moment) {
            return moment.toInstant();
        }
        LocalDateTime local = date instanceof LocalDateTime dateTime ? dateTime : ((LocalDate) date).atStartOfDay();
        return local.toInstant(ZoneOffset.UTC);
    }
}
