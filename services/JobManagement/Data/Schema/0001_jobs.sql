-- A job is its row: the line, the lease of the worker that has it, its checkpoint and its counts. Whoever changes a
-- job's changes, decisions, events or counts holds the lock on this row, so counts are exact and events are in order.
create table jobs (
    id                  uuid primary key,
    user_id             uuid not null,
    type                text not null check (type in ('review')),
    status              text not null check (status in ('queued', 'running', 'ready', 'delivered', 'failed', 'cancelled')),
    file_id             uuid not null,
    file_name           text not null,
    content_type        text not null,
    instructions        text,
    provider            text,
    private             boolean not null,
    language            text,
    priority            int not null check (priority in (1, 5, 10)),
    stage               text not null,
    blocks_total        int not null default 0,
    blocks_done         int not null default 0,
    text_total          bigint not null default 0,
    text_done           bigint not null default 0,
    total               int not null default 0,
    accepted            int not null default 0,
    rejected            int not null default 0,
    skipped             int not null default 0,
    cost                numeric(10,4) not null default 0,
    currency            char(3) not null,
    error_code          text,
    error_message       text,
    settled_changes     int,
    event_seq           bigint not null default 0,
    decision_seq        bigint not null default 0,
    -- the line
    attempt             int not null default 0,
    faults              int not null default 0,
    starts              int not null default 0,
    not_before          timestamptz not null,
    dispatched_at       timestamptz,
    lease_id            uuid,
    lease_until         timestamptz,
    created_at          timestamptz not null,
    started_at          timestamptz,
    completed_at        timestamptz,
    content_erased_at   timestamptz,
    constraint counts_add_up check (accepted >= 0 and rejected >= 0 and skipped >= 0 and accepted + rejected + skipped <= total)
);
create index jobs_by_user on jobs (user_id, id desc);
create index jobs_by_file on jobs (file_id);
create index jobs_in_line on jobs (priority, user_id, id) where status in ('queued', 'running') and dispatched_at is null;
create index jobs_in_flight on jobs (dispatched_at) where status in ('queued', 'running') and dispatched_at is not null;

-- The text that was reviewed, so that a preview needs no parsing. Goes with the file.
create table job_blocks (
    job_id    uuid not null references jobs (id) on delete cascade,
    ordinal   int not null,
    user_id   uuid not null,
    block_id  text not null,
    kind      text not null,
    text      text not null,
    primary key (job_id, ordinal)
);

create table changes (
    id                    uuid primary key,
    job_id                uuid not null references jobs (id) on delete cascade,
    user_id               uuid not null,
    block_id              text not null,
    block_ordinal         int not null,
    span_start            int not null,
    span_end              int not null check (span_end >= span_start),
    original              text not null,
    replacement           text not null,
    before                text not null,
    after                 text not null,
    category              text not null,
    pattern               text not null,
    confidence            double precision not null,
    reason                text,
    provider              text not null,
    model                 text,
    left_machine          boolean not null,
    state                 text not null check (state in ('pending', 'accepted', 'rejected', 'skipped')),
    decision_action       text,
    decision_replacement  text,
    decided_at            timestamptz,
    created_at            timestamptz not null
);
create index changes_in_document_order on changes (job_id, block_ordinal, span_start, id);

-- Append-only. A change's state is a fold over its decisions in the order of (decided_at, seq).
create table decisions (
    job_id       uuid not null references jobs (id) on delete cascade,
    seq          bigint not null,
    user_id      uuid not null,
    change_id    uuid not null references changes (id) on delete cascade,
    client_id    uuid,
    batch_id     uuid,
    action       text not null check (action in ('accept', 'reject', 'skip', 'edit', 'undo')),
    replacement  text,
    decided_at   timestamptz not null,
    received_at  timestamptz not null,
    primary key (job_id, seq)
);
create unique index decisions_once on decisions (job_id, client_id) where client_id is not null;
create index decisions_by_change on decisions (change_id);
create index decisions_by_batch on decisions (job_id, batch_id) where batch_id is not null;

-- What a person who follows a job is told. Holds no content: changes are read when an event is sent.
create table job_events (
    job_id      uuid not null references jobs (id) on delete cascade,
    seq         bigint not null,
    user_id     uuid not null,
    kind        text not null check (kind in ('progress', 'change', 'decision', 'status')),
    change_ids  uuid[] not null,
    data        jsonb,
    at          timestamptz not null,
    primary key (job_id, seq)
);

do $$ declare owned text; begin
    foreach owned in array array['jobs', 'job_blocks', 'changes', 'decisions', 'job_events'] loop
        execute format('alter table %I enable row level security', owned);
        execute format('alter table %I force row level security', owned);
        execute format('create policy %I on %I using (app_may_see(user_id))', owned || '_owner', owned);
    end loop;
end $$;
