package io.talon.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The SQL of runs, in words that SQLite and PostgreSQL share. Each step is written by the owner only, which the count of rows tells. */
@RegisterConstructorMapper(Run.class)
interface RunTable {
    String COLUMNS = "id, source, interval_start, interval_end, batch, state, request, export_id, asked, attempts, tries, looks, status, status_since, due_at, deadline_at, "
        + "failure, error, remedy, ended_at";
    String RUN = "select " + COLUMNS + " from run ";
    String UNFINISHED = "state in ('planned', 'requesting', 'requested', 'stored')";
    String MINE = " where id = :id and owner = :owner";
    String FREE = "(owner is null or (owner <> :owner and owned_until < :now)) and due_at <= :now and state in (<states>)";
    String UNTROUBLED = "tries = 0, failure = null, error = null, remedy = null";

    @SqlUpdate("""
        insert into run (id, source, interval_start, interval_end, batch, origin, state, request, due_at, planned_at)
        values (:id, :source, :intervalStart, :intervalEnd, :batch, :origin, :state, :request, :now, :now)
        on conflict (id) do nothing""")
    void insert(@BindMethods Run run, String origin, Instant now);

    @SqlUpdate("update run set batch = :batch, request = :request, due_at = :now, "
        + "deadline_at = case when state = 'failed' then :deadline else deadline_at end, "
        + "export_id = case when state = 'failed' and resume_at = 'planned' then null else export_id end, "
        + "state = case when state = 'failed' then resume_at else state end, "
        + "ended_at = null, " + UNTROUBLED
        + " where id = :id and (state = 'failed' or " + UNFINISHED + ")")
    void resume(String id, String batch, Request request, Instant now, Instant deadline);

    @SqlUpdate("update run set state = 'planned', export_id = null, deadline_at = null where id = :id and state in ('landed', 'empty', 'failed')")
    void askAgain(String id);

    /** A process does not take its own runs again, however its clock has jumped. The condition stands twice since another process may be faster. */
    @SqlQuery("update run set owner = :owner, owned_until = :until where " + FREE + " and id in (select id from run where " + FREE
        + " order by due_at, interval_start, source limit :most) returning " + COLUMNS)
    List<Run> takeDue(String owner, Instant now, Instant until, @BindList Collection<RunState> states, int most);

    @SqlQuery("select count(*) from run where owner = :owner and state in (<states>)")
    int carried(String owner, @BindList Collection<RunState> states);

    @SqlUpdate("update run set owned_until = :until where owner = :owner")
    void renew(String owner, Instant until);

    @SqlUpdate("update run set owned_until = :until" + MINE)
    int hold(String id, String owner, Instant until);

    @SqlUpdate("update run set state = 'requesting', asked = asked + 1, attempts = attempts + 1, deadline_at = coalesce(deadline_at, :deadline)" + MINE)
    int requesting(String id, String owner, Instant deadline);

    @SqlUpdate("update run set state = 'requested', export_id = :exportId, due_at = :now, looks = 0, status = null, status_since = null, " + UNTROUBLED + MINE)
    int requested(String id, String owner, String exportId, Instant now);

    /** Whether the run stays with its owner: not if the ticket of another is left alone. */
    @SqlQuery("update run set looks = looks + 1, status = :status, status_since = :since, due_at = :now, " + UNTROUBLED + ", owner = case when exists "
        + "(select 1 from run other where other.state = 'requested' and other.owner is null and other.due_at <= :now) then null else owner end"
        + MINE + " returning owner is not null")
    Optional<Boolean> looked(String id, String owner, String status, Instant since, Instant now);

    @SqlUpdate("update run set state = 'stored', owner = null, due_at = :now, " + UNTROUBLED + MINE)
    int stored(String id, String owner, Instant now);

    @SqlUpdate("update run set state = :state, owner = null, build = null, ended_at = :now, " + UNTROUBLED + MINE)
    int end(String id, String owner, RunState state, Instant now);

    @SqlUpdate("update run set owner = null, attempts = attempts + 1, due_at = :due, "
        + "tries = case when failure = :failure then tries + 1 else 1 end, failure = :failure, error = :error" + MINE)
    int postpone(String id, String owner, Instant due, String failure, String error);

    @SqlUpdate("update run set state = 'failed', owner = null, failure = :failure, error = :error, remedy = :remedy, "
        + "resume_at = :resumeAt, ended_at = :now, looks = 0, status = null, status_since = null" + MINE)
    int fail(String id, String owner, String failure, String error, String remedy, RunState resumeAt, Instant now);

    @SqlUpdate("update run set owner = null where owner = :owner")
    void release(String owner);

    @SqlUpdate("update run set owner = null where owner = :owner and id in (<ids>)")
    void release(String owner, @BindList Collection<String> ids);

    @SqlUpdate("update run set owner = null where owner is not null")
    void releaseAll();

    @SqlUpdate("update run set owner = null, batch = :batch where (owner is null or owner = :owner) and state in ('planned', 'requesting', 'requested')")
    int park(String owner, String batch);

    @SqlUpdate("update run set state = 'stored', owner = null, due_at = :now, deadline_at = :deadline, batch = :batch where state = 'landed'")
    int loadAgain(Instant now, Instant deadline, String batch);

    @SqlUpdate("update run set batch = :batch where " + UNFINISHED)
    void adoptUnfinished(String batch);

    @SqlQuery(RUN + "where id = :id")
    Optional<Run> find(String id);

    @SqlQuery(RUN + "order by interval_start, source")
    List<Run> all();

    @SqlQuery(RUN + "where source = :source order by interval_start")
    List<Run> of(String source);

    @SqlQuery(RUN + "where source = :source order by interval_end desc limit 1")
    Optional<Run> newest(String source);

    @SqlQuery(RUN + "where batch = :batch order by interval_start, source")
    List<Run> batch(String batch);

    @SqlQuery(RUN + "where state = 'failed' order by interval_start, source")
    List<Run> failed();

    @SqlQuery(RUN + "where owner is not null and owner <> :owner and owned_until >= :now")
    List<Run> ofOthers(String owner, Instant now);

    @SqlQuery("select max(interval_end) from run where source = :source and origin = 'schedule'")
    Optional<Instant> scheduledUntil(String source);

    @SqlQuery("select min(interval_start) from run where source = :source")
    Optional<Instant> plannedFrom(String source);
}
