package io.talon.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** What only one of the processes on a ledger may do at a time; it runs out by itself when its process is dead. */
public final class Lease {
    private static final Duration LENGTH = Duration.ofMinutes(1);
    private final Table table;
    private final Clock clock;
    private final String name;
    private final String owner;

    public Lease(Jdbi jdbi, Clock clock, String name, String owner) {
        this.table = jdbi.onDemand(Table.class);
        this.clock = clock;
        this.name = name;
        this.owner = owner;
    }

    /** Takes or renews the lease; false if another process has it. */
    public boolean hold() {
        table.take(name, owner, clock.instant(), clock.instant().plus(LENGTH));
        return owner.equals(holder());
    }

    /** The process that has the lease; null if none has. */
    public String holder() {
        return table.holder(name);
    }

    public void release() {
        table.release(name, owner);
    }

    /** Takes the lease away from whoever has it: right only where no other process can be alive. */
    public void releaseAll() {
        table.release(name);
    }

    /** The SQL of leases. */
    interface Table {
        @SqlUpdate("insert into lease (name, owner, owned_until) values (:name, :owner, :until) on conflict (name) do update "
            + "set owner = excluded.owner, owned_until = excluded.owned_until where lease.owner = excluded.owner or lease.owned_until < :now")
        void take(String name, String owner, Instant now, Instant until);

        @SqlQuery("select owner from lease where name = :name")
        String holder(String name);

        @SqlUpdate("delete from lease where name = :name and owner = :owner")
        void release(String name, String owner);

        @SqlUpdate("delete from lease where name = :name")
        void release(String name);
    }
}
