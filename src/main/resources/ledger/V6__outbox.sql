-- Once a second the outbox is asked for what is to be sent, which is little, however much has been sent.
create index notice_open on notice (due_at) where ended_at is null;
create index run_by_end on run (ended_at);
