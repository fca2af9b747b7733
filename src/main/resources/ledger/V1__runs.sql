-- One text for SQLite and PostgreSQL. Instants are ISO 8601 in UTC, so they sort as text.
create table run (
    id             text primary key,
    source         text not null,
    interval_start text not null,
    interval_end   text not null,
    batch          text not null,
    origin         text not null,
    state          text not null,
    request        text not null,
    export_id      text,
    attempts       integer not null default 0,
    due_at         text not null,
    deadline_at    text,
    resume_at      text,
    failure        text,
    error          text,
    remedy         text,
    owner          text,
    owned_until    text,
    build          text,
    planned_at     text not null,
    ended_at       text,
    unique (source, interval_start, interval_end)
);
create index run_by_state on run (state, due_at);
create index run_by_batch on run (batch);

create table stored_object (
    run        text not null references run (id),
    member     text not null,
    object_key text not null,
    bytes      bigint not null,
    sha256     text not null,
    row_count  bigint,
    notice     text,
    primary key (run, member)
);

create table build (
    id         text primary key,
    state      text not null,
    started_at text not null,
    ended_at   text,
    models     integer not null default 0,
    tests      integer not null default 0,
    warnings   integer not null default 0,
    error      text,
    remedy     text
);

create table home (
    name  text primary key,
    value text not null
);
