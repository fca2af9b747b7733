-- What the vendor said of a ticket: how often it was looked at, the last word, and since when it is that word.
alter table run add column looks integer not null default 0;
alter table run add column status text;
alter table run add column status_since text;

-- What a process carries is little, however much waits.
create index run_by_owner on run (owner, state);
