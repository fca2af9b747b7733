package io.talon.ledger;

import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** What readers have asked to be sent from the page. */
public final class Subscriptions {
    private final Table table;

    public Subscriptions(Jdbi jdbi) {
        this.table = jdbi.onDemand(Table.class);
    }

    /** Keeps it once, however often the same is asked for. */
    public void add(Subscription subscription) {
        table.add(subscription);
    }

    /** Answers whether the reader had one of that name. */
    public boolean remove(String name, String reader) {
        return table.remove(name, reader) > 0;
    }

    public List<Subscription> all() {
        return table.all();
    }

    /** The SQL of subscriptions. */
    @RegisterConstructorMapper(Subscription.class)
    interface Table {
        @SqlUpdate("insert into subscription (name, reader, dashboard, filters, crontab, timezone, since) "
            + "values (:name, :reader, :dashboard, :filters, :crontab, :timezone, :since) on conflict do nothing")
        void add(@BindMethods Subscription subscription);

        @SqlUpdate("delete from subscription where name = :name and reader = :reader")
        int remove(String name, String reader);

        @SqlQuery("select name, reader, dashboard, filters, crontab, timezone, since from subscription order by name")
        List<Subscription> all();
    }
}
