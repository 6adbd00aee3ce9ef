-- A person's plan: what they want of it, and how it was when it was last read at the processor.
create table subscriptions (
    user_id           uuid primary key,
    processor         text not null,
    customer          text unique,
    session           text unique,
    checkout_url      text,
    wanted_tier       text,
    wanted_end        boolean,
    version           int not null default 0,
    tier              text not null default 'free',
    status            text,
    period_end        timestamptz,
    ends_with_period  boolean not null default false,
    kept_tier         text,
    kept_until        timestamptz,
    past_due_since    timestamptz,
    read_at           timestamptz
);
create index subscriptions_by_read on subscriptions (read_at);
alter table subscriptions enable row level security;
alter table subscriptions force row level security;
create policy subscriptions_owner on subscriptions using (app_may_see(user_id));

-- Plans of the built-in test processor; its periods pass with the clock.
create table test_plans (
    id          uuid primary key,
    user_id     uuid not null unique,
    session_id  uuid not null,
    tier        text not null,
    state       text not null check (state in ('open', 'active', 'declined', 'ended')),
    started_at  timestamptz,
    ends_at     timestamptz,
    kept_tier   text,
    kept_until  timestamptz,
    return_url  text not null
);
