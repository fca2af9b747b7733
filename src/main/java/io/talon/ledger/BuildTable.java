package io.talon.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jdbi.v3.sqlobject.transaction.Transaction;

/** The SQL of builds. A run's column {@code build} names the build that took it in; null means none has. */
@RegisterConstructorMapper(Build.class)
interface BuildTable {

    /** Starts a build if there are landed runs that none has taken in, and their batch has no run under way. */
    @Transaction
    default Optional<Build> take(String id, Instant now) {
        if (!isDue()) {
            return Optional.empty();
        }
        start(id, now);
        takeIn(id);
        return find(id);
    }

    @SqlQuery("select exists (select 1 from run where state = 'landed' and build is null and batch not in "
        + "(select batch from run where " + RunTable.UNFINISHED + "))")
    boolean isDue();

    @SqlQuery("select exists (select 1 from run where state = 'landed' and build is null) "
        + "or exists (select 1 from build where state = 'building')")
    boolean isPending();

    @SqlUpdate("insert into build (id, state, started_at) values (:id, 'building', :now)")
    void start(String id, Instant now);

    @SqlUpdate("update run set build = :id where state = 'landed' and build is null")
    void takeIn(String id);

    @SqlUpdate("update build set state = :state, ended_at = :now, models = :models, tests = :tests, warnings = :warnings, "
        + "error = :error, remedy = :remedy where id = :id")
    void end(String id, String state, Instant now, int models, int tests, int warnings, String error, String remedy);

    @SqlUpdate("update build set state = 'interrupted', ended_at = :now where state = 'building'")
    void interrupt(Instant now);

    @SqlUpdate("update run set build = null where build in (select id from build where state <> 'published')")
    void takeAgain();

    @SqlQuery("select id, state, started_at, ended_at, models, tests, warnings, error, remedy from build where id = :id")
    Optional<Build> find(String id);

    @SqlQuery("select id, state, started_at, ended_at, models, tests, warnings, error, remedy from build order by started_at")
    List<Build> all();
}
