package io.talon.ledger;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The SQL of what lies in the store. */
@RegisterConstructorMapper(StoredObject.class)
interface ObjectTable {
    String OBJECT = "select run, member, object_key as key, bytes, sha256, row_count as rows, notice from stored_object ";

    @SqlUpdate("""
        insert into stored_object (run, member, object_key, bytes, sha256, row_count, notice, export_id)
        values (:run, :member, :key, :bytes, :sha256, :rows, :notice, :exportId)
        on conflict (run, member) do update set object_key = excluded.object_key, bytes = excluded.bytes, sha256 = excluded.sha256,
            row_count = excluded.row_count, notice = excluded.notice, export_id = excluded.export_id""")
    void keep(@BindMethods StoredObject object, String exportId);

    @SqlUpdate("delete from stored_object where run = :run and export_id <> :exportId")
    void forgetOthers(String run, String exportId);

    @SqlQuery(OBJECT + "where run = :run and row_count is null order by member limit 1")
    Optional<StoredObject> nextToLoad(String run);

    @SqlUpdate("update stored_object set row_count = :rows, notice = :notice where run = :run and member = :member")
    void loaded(String run, String member, long rows, String notice);

    @SqlQuery(OBJECT + "where run = :run and member = :member")
    Optional<StoredObject> find(String run, String member);

    @SqlQuery(OBJECT + "where run = :run order by member")
    List<StoredObject> of(String run);

    @SqlUpdate("update stored_object set row_count = null where row_count > 0")
    void loadAgain();

    @SqlQuery("select coalesce(sum(row_count), 0) from stored_object where run = :run")
    long rows(String run);

    @SqlQuery(OBJECT + "order by run, member")
    List<StoredObject> all();
}
