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
    String BUILD = "select id, state, started_at, ended_at, attempts, models, tests, warnings, error, remedy from build ";
    String UNFINISHED = "state in ('building', 'put off')";

    /** Goes on with a build that was put off, or starts one if there are landed runs that none has taken in and that need not wait. */
    @Transaction
    default Optional<Build> take(String id, Instant now, Instant patience) {
        Optional<Build> putOff = putOff(now);
        putOff.ifPresent(build -> again(build.id()));
        if (putOff.isPresent() || !isDue(patience)) {
            return putOff;
        }
        start(id, now);
        takeIn(id);
        return find(id);
    }

    @Transaction
    default Build begin(String id, Instant now, boolean takesIn) {
        start(id, now);
        if (takesIn) {
            takeIn(id);
        }
        return find(id).orElseThrow();
    }

    @SqlQuery(BUILD + "where state = 'put off' and due_at <= :now")
    Optional<Build> putOff(Instant now);

    @SqlUpdate("update build set state = 'building', error = null, remedy = null where id = :id")
    void again(String id);

    /** One build at a time. A landed run waits for the others of its batch, but not for ever: one that is long in trouble does not hold up the rest. */
    @SqlQuery("select exists (select 1 from run where state = 'landed' and build is null and (ended_at < :patience or batch not in "
        + "(select batch from run where " + RunTable.UNFINISHED + "))) and not exists (select 1 from build where " + UNFINISHED + ")")
    boolean isDue(Instant patience);

    @SqlQuery("select exists (select 1 from run where state = 'landed' and build is null) "
        + "or exists (select 1 from build where " + UNFINISHED + ")")
    boolean isPending();

    @SqlUpdate("update build set state = 'put off', attempts = attempts + 1, due_at = :due, error = :error, remedy = :remedy where id = :id")
    void putOff(String id, Instant due, String error, String remedy);

    @SqlUpdate("insert into build (id, state, started_at) values (:id, 'building', :now)")
    void start(String id, Instant now);

    @SqlUpdate("update run set build = :id where state = 'landed' and build is null")
    void takeIn(String id);

    @SqlUpdate("update build set state = :state, ended_at = :now, models = :models, tests = :tests, warnings = :warnings, "
        + "error = :error, remedy = :remedy where id = :id")
    void end(String id, String state, Instant now, int models, int tests, int warnings, String error, String remedy);

    @SqlUpdate("update build set state = 'interrupted', ended_at = :now where " + UNFINISHED)
    void interrupt(Instant now);

    @SqlUpdate("update run set build = null where build in (select id from build where state <> 'published')")
    void takeAgain();

    @SqlQuery(BUILD + "where id = :id")
    Optional<Build> find(String id);

    @SqlQuery(BUILD + "order by started_at desc limit 1")
    Optional<Build> last();

    @SqlQuery(BUILD + "order by started_at")
    List<Build> all();
}
