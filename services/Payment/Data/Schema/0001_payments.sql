-- A quote is what was owed at one moment and why; it never changes.
create table quotes (
    id                uuid primary key,
    user_id           uuid not null,
    job_id            uuid not null,
    rules_version     text not null,
    accepted_changes  int not null check (accepted_changes >= 0),
    allowance_used    int not null check (allowance_used >= 0),
    amount            numeric(10,4) not null check (amount >= 0),
    due               numeric(10,4) not null check (due >= 0),
    currency          char(3) not null,
    lines             jsonb not null,
    created_at        timestamptz not null
);

create table payments (
    id                uuid primary key,
    user_id           uuid not null,
    job_id            uuid not null,
    quote_id          uuid not null unique references quotes (id),
    status            text not null check (status in ('notRequired', 'pending', 'settled', 'failed', 'refunded')),
    accepted_changes  int not null,
    allowance_used    int not null,
    amount            numeric(10,4) not null check (amount >= 0),
    currency          char(3) not null,
    processor         text not null,
    session_id        uuid unique,
    checkout_url      text,
    created_at        timestamptz not null,
    settled_at        timestamptz
);
create index payments_by_user on payments (user_id, id desc);
create index payments_by_job on payments (job_id);
create unique index payments_one_pending on payments (job_id) where status = 'pending';

-- What providers charged for a job, as LlmRouter metered it.
create table metered_usage (
    request_id  uuid primary key,
    user_id     uuid not null,
    job_id      uuid not null,
    provider    text not null,
    model       text not null,
    cost        numeric(10,4) not null check (cost >= 0),
    currency    char(3) not null,
    metered_at  timestamptz not null
);
create index metered_usage_by_job on metered_usage (job_id);

-- The built-in processor's own books: the states of a hosted checkout.
create table test_checkout_sessions (
    id          uuid primary key,
    payment_id  uuid not null references payments (id),
    state       text not null check (state in ('open', 'paid', 'declined')),
    amount      numeric(10,4) not null,
    currency    char(3) not null,
    created_at  timestamptz not null
);

do $$ declare owned text; begin
    foreach owned in array array['quotes', 'payments', 'metered_usage'] loop
        execute format('alter table %I enable row level security', owned);
        execute format('alter table %I force row level security', owned);
        execute format('create policy %I on %I using (app_may_see(user_id))', owned || '_owner', owned);
    end loop;
end $$;
