package io.talon.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The SQL of runs and their objects, in words that SQLite and PostgreSQL share. */
@RegisterConstructorMapper(Run.class)
interface RunTable {
    String COLUMNS = "id, source, interval_start, interval_end, batch, state, request, export_id, attempts, due_at, deadline_at, "
        + "failure, error, remedy, ended_at";
    String RUN = "select " + COLUMNS + " from run ";
    String UNFINISHED = "state in ('planned', 'requesting', 'requested', 'stored')";
    String OBJECT = "select run, member, object_key as key, bytes, sha256, row_count as rows, notice from stored_object ";

    @SqlUpdate("""
        insert into run (id, source, interval_start, interval_end, batch, origin, state, request, due_at, planned_at)
        values (:id, :source, :intervalStart, :intervalEnd, :batch, :origin, :state, :request, :now, :now)
        on conflict (id) do nothing""")
    void insert(@BindMethods Run run, String origin, Instant now);

    @SqlUpdate("update run set batch = :batch, request = :request, due_at = :now, "
        + "deadline_at = case when state = 'failed' then :deadline else deadline_at end, "
        + "export_id = case when state = 'failed' and resume_at = 'planned' then null else export_id end, "
        + "state = case when state = 'failed' then resume_at else state end, "
        + "failure = null, error = null, remedy = null, ended_at = null "
        + "where id = :id and (state = 'failed' or " + UNFINISHED + ")")
    void resume(String id, String batch, Request request, Instant now, Instant deadline);

    @SqlQuery("update run set owner = :owner, owned_until = :until where (owner is null or owned_until < :now) and due_at <= :now and " + UNFINISHED + " returning " + COLUMNS)
    List<Run> takeDue(String owner, Instant now, Instant until);

    @SqlUpdate("update run set owned_until = :until where owner = :owner")
    void renew(String owner, Instant until);

    @SqlUpdate("update run set state = 'requesting', attempts = attempts + 1, deadline_at = coalesce(deadline_at, :deadline) where id = :id")
    void requesting(String id, Instant deadline);

    @SqlUpdate("update run set state = 'requested', export_id = :exportId where id = :id")
    void requested(String id, String exportId);

    @SqlUpdate("delete from stored_object where run = :id")
    void forgetObjects(String id);

    @SqlUpdate("""
        insert into stored_object (run, member, object_key, bytes, sha256) values (:run, :member, :key, :bytes, :sha256)
        on conflict (run, member) do update set object_key = excluded.object_key, bytes = excluded.bytes,
            sha256 = excluded.sha256, row_count = null, notice = null""")
    void keep(@BindMethods StoredObject object);

    @SqlUpdate("update run set state = 'stored' where id = :id")
    void stored(String id);

    @SqlQuery(OBJECT + "where run = :run and row_count is null order by member limit 1")
    @RegisterConstructorMapper(StoredObject.class)
    Optional<StoredObject> nextToLoad(String run);

    @SqlUpdate("update stored_object set row_count = :rows, notice = :notice where run = :run and member = :member")
    void loaded(String run, String member, long rows, String notice);

    @SqlQuery("select coalesce(sum(row_count), 0) from stored_object where run = :run")
    long rows(String run);

    @SqlUpdate("update run set state = :state, owner = null, build = null, ended_at = :now where id = :id")
    void end(String id, RunState state, Instant now);

    @SqlUpdate("update run set owner = null, attempts = attempts + 1, due_at = :due where id = :id and owner = :owner")
    void postpone(String id, String owner, Instant due);

    @SqlUpdate("update run set state = 'failed', owner = null, failure = :failure, error = :error, remedy = :remedy, "
        + "resume_at = :resumeAt, ended_at = :now where id = :id and owner = :owner")
    void fail(String id, String owner, String failure, String error, String remedy, RunState resumeAt, Instant now);

    @SqlUpdate("update run set owner = null where owner = :owner")
    void release(String owner);

    @SqlUpdate("update run set owner = null where owner is not null")
    void releaseAll();

    @SqlUpdate("update run set batch = :batch where " + UNFINISHED)
    void adoptUnfinished(String batch);

    @SqlQuery(RUN + "where id = :id")
    Optional<Run> find(String id);

    @SqlQuery(RUN + "order by interval_start, source")
    List<Run> all();

    @SqlQuery(RUN + "where batch = :batch order by interval_start, source")
    List<Run> batch(String batch);

    @SqlQuery(RUN + "where state = 'failed' order by interval_start, source")
    List<Run> failed();

    @SqlQuery(OBJECT + "order by run, member")
    @RegisterConstructorMapper(StoredObject.class)
    List<StoredObject> objects();

    @SqlQuery("select max(interval_end) from run where source = :source and origin = 'schedule'")
    Optional<Instant> scheduledUntil(String source);

    @SqlQuery("select min(interval_start) from run where source = :source")
    Optional<Instant> plannedFrom(String source);

    @SqlQuery("select value from home where name = :name")
    Optional<String> home(String name);

    @SqlUpdate("insert into home (name, value) values (:name, :value) on conflict (name) do nothing")
    void home(String name, String value);
}
