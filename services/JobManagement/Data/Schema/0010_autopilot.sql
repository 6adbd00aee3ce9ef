-- What the autopilot would have done with a card, and how sure it was, before its person saw it; and what they said. Only
-- where the person's own answer stands. The one ground of what the autopilot promises.
create table memory_shadows (
    user_id       uuid not null,
    change_id     uuid not null,
    pattern_id    uuid not null,
    accepts       boolean not null,
    certainty     double precision not null,
    -- Enough stood behind it to decide for the person.
    is_backed     boolean not null,
    -- Null while something else settles the change.
    accepted      boolean,
    predicted_at  timestamptz not null,
    primary key (user_id, change_id)
);
create index memory_shadows_by_certainty on memory_shadows (user_id, certainty) include (accepts, accepted, predicted_at) where is_backed;

-- Cards that were decided for a person at once, and how it was checked. Their decisions have its id as their batch.
create table autopilot_batches (
    id             uuid primary key,
    job_id         uuid not null references jobs (id) on delete cascade,
    user_id        uuid not null,
    state          text not null check (state in ('auditing', 'kept', 'steppedBack', 'undone')),
    -- What the person tolerates, what follows from it, and what the record said.
    tolerance      double precision not null,
    threshold      double precision not null,
    error_bound    double precision not null,
    decided        int not null,
    -- The audit: of the cards held back those that can still tell something, and what they told.
    sample         int not null,
    answered       int not null default 0,
    agreed         int not null default 0,
    measured_low   double precision,
    measured_high  double precision,
    created_at     timestamptz not null,
    ended_at       timestamptz
);
create unique index autopilot_batches_in_audit on autopilot_batches (job_id) where state = 'auditing';
create index autopilot_batches_by_job on autopilot_batches (job_id, created_at desc);
create index autopilot_batches_stepped_back on autopilot_batches (user_id, ended_at) where state = 'steppedBack';

-- The cards that were held back, with what would have been decided.
create table autopilot_audits (
    batch_id   uuid not null references autopilot_batches (id) on delete cascade,
    change_id  uuid not null,
    user_id    uuid not null,
    accepts    boolean not null,
    primary key (batch_id, change_id)
);

do $$ declare owned text; begin
    foreach owned in array array['memory_shadows', 'autopilot_batches', 'autopilot_audits'] loop
        execute format('alter table %I enable row level security', owned);
        execute format('alter table %I force row level security', owned);
        execute format('create policy %I on %I using (app_may_see(user_id))', owned || '_owner', owned);
    end loop;
end $$;
