package io.talon.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** What alerts have found, so that a change is told and a restart is none. */
public final class AlertStates {
    private final Jdbi jdbi;

    public AlertStates(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** What an alert found last, by what it looked at. */
    public Map<String, AlertState> of(String alert) {
        return jdbi.onDemand(Table.class).of(alert).stream().collect(Collectors.toMap(AlertState::about, Function.identity()));
    }

    /** Keeps what was found, and what is to be told of it: both or neither. */
    public void keep(Collection<AlertState> found, List<Notice> told, Instant now) {
        jdbi.useTransaction(handle -> {
            found.forEach(handle.attach(Table.class)::keep);
            Notices.Table outbox = handle.attach(Notices.Table.class);
            told.forEach(notice -> outbox.add(notice.event(), notice.destination(), notice.subject(), notice.text(), now));
        });
    }

    /** The SQL of alerts' states. */
    @RegisterConstructorMapper(AlertState.class)
    interface Table {
        @SqlQuery("select alert, about, state, since, told_at from alert_state where alert = :alert")
        List<AlertState> of(String alert);

        @SqlUpdate("insert into alert_state (alert, about, state, since, told_at) values (:alert, :about, :state, :since, :toldAt) "
            + "on conflict (alert, about) do update set state = excluded.state, since = excluded.since, told_at = excluded.told_at")
        void keep(@BindMethods AlertState state);
    }
}
