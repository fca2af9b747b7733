package io.talon.ledger;

import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** What a ledger has noted about itself: whose data it holds, and in which warehouse. */
public final class Notes {
    private final Table table;

    public Notes(Jdbi jdbi) {
        this.table = jdbi.onDemand(Table.class);
    }

    /** What stands under a name; the value given, if nothing did. */
    public String noted(String name, String value) {
        table.note(name, value);
        return table.note(name);
    }

    /** What stands under a name, if anything does. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(table.note(name));
    }

    /** Notes another value in the place of the one before. */
    public void renote(String name, String value) {
        table.forget(name);
        table.note(name, value);
    }

    /** The SQL of notes. */
    interface Table {
        @SqlQuery("select value from home where name = :name")
        String note(String name);

        @SqlUpdate("insert into home (name, value) values (:name, :value) on conflict (name) do nothing")
        void note(String name, String value);

        @SqlUpdate("delete from home where name = :name")
        void forget(String name);
    }
}
