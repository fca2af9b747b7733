package io.talon;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Writes rows into a ledger as a long life would leave them, so that there is something to look at. */
final class PlayedLedger implements AutoCloseable {
    static final Instant TODAY = Instant.now().truncatedTo(ChronoUnit.DAYS);
    private static final String NEVER = "2999-01-01T00:00:00.000Z";
    private final Connection ledger;

    PlayedLedger(Settings settings) throws SQLException {
        ledger = DriverManager.getConnection(settings.text("ledger.jdbc-url"));
    }

    /** The whole UTC day so many days ago. */
    static String day(int ago) {
        return LocalDate.ofInstant(TODAY, ZoneOffset.UTC).minusDays(ago).toString();
    }

    /** Of an unfinished run nothing is done: it is due in the far future. */
    PlayedLedger run(String source, int daysAgo, String state, String failure, String error) throws SQLException {
        Instant start = TODAY.minus(Duration.ofDays(daysAgo));
        boolean ended = state.matches("landed|empty|failed");
        insert("insert into run (id, source, interval_start, interval_end, batch, origin, state, request, export_id, due_at, deadline_at, looks, status, failure, error, remedy, "
                + "resume_at, planned_at, ended_at) values (?, ?, ?, ?, 'played', 'schedule', ?, ?, 'played', ?, ?, 7, ?, ?, ?, ?, 'planned', ?, ?)",
            source + "/" + day(daysAgo), source, instant(start), instant(start.plus(Duration.ofDays(1))), state,
            "{\"endpoint\":\"request-raw-export\",\"window\":" + !source.equals("groups") + ",\"ask\":{},\"columns\":[]}", ended ? instant(start) : NEVER,
            ended ? null : instant(Instant.now().plus(Duration.ofMinutes(90))), ended ? null : "in_progress", failure, error, error == null ? null : "Replay the run: it asks anew.",
            instant(start.plus(Duration.ofDays(1))), ended ? instant(start.plus(Duration.ofHours(25))) : null);
        return this;
    }

    PlayedLedger object(String source, int daysAgo, long rows) throws SQLException {
        insert("insert into stored_object (run, member, object_key, bytes, sha256, row_count) values (?, ?, 'played', ?, 'played', ?)",
            source + "/" + day(daysAgo), source, String.valueOf(rows * 240), String.valueOf(rows));
        return this;
    }

    /** The last one whatever is built. */
    PlayedLedger heldBuild(String error) throws SQLException {
        insert("insert into build (id, state, started_at, ended_at, error, remedy) values ('played', 'held', ?, ?, ?, 'Correct it.')", NEVER, NEVER, error);
        return this;
    }

    private void insert(String sql, String... values) throws SQLException {
        try (PreparedStatement statement = ledger.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private static String instant(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ".000Z");
    }

    @Override
    public void close() throws SQLException {
        ledger.close();
    }
}
