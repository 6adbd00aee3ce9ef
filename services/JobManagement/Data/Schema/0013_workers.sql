-- Workers that give a sign of life, and how many jobs each works on at once: so much may be in flight, and so fast the
-- line moves.
create table workers (
    id          uuid primary key,
    places      int not null check (places > 0),
    seen_until  timestamptz not null
);

-- How long jobs take is asked of those that ended last.
create index jobs_by_completion on jobs (completed_at desc) where completed_at is not null;
