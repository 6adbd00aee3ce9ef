-- When regular work is due next: whoever moves a row on does that round, so it is done once by all instances together.
create table rounds (
    name    text primary key,
    due_at  timestamptz not null
);
