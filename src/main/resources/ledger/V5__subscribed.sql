-- A subscription is for the times that come after it was made.
alter table subscription add column since text not null default '2026-01-01T00:00:00.000Z';
