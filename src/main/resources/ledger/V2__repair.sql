-- asked: requests sent for a run. tries: how often in a row it met the failure that stands in its row.
alter table run add column asked integer not null default 0;
alter table run add column tries integer not null default 0;
alter table stored_object add column export_id text;

-- A build that met trouble which may pass is due again.
alter table build add column due_at text;
alter table build add column attempts integer not null default 0;

-- What one process at a time may do, and until when it is its own.
create table lease (
    name       text primary key,
    owner      text not null,
    owned_until text not null
);

-- What is to be told to whom; one row per event and destination.
create table notice (
    event       text not null,
    destination text not null,
    subject     text not null,
    text        text not null,
    due_at      text not null,
    attempts    integer not null default 0,
    ended_at    text,
    error       text,
    primary key (event, destination)
);
