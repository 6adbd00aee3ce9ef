-- The rules of every quote that was frozen, so that each can be made again as it was.
create table price_rules (
    hash        text primary key,
    version     text not null,
    rules       jsonb not null,
    created_at  timestamptz not null default now()
);

alter table quotes
    add column rules_hash       text references price_rules (hash),
    add column inputs           jsonb,
    add column allowance_worth  numeric(18,4) not null default 0,
    add column due_tax          numeric(18,4) not null default 0 check (due_tax >= 0 and due_tax <= due);

alter table payments add column allowance_worth numeric(18,4) not null default 0 check (allowance_worth >= 0);

-- Which tier a person has; nobody's row means the free one.
create table entitlements (
    user_id     uuid primary key,
    tier        text not null check (tier in ('free', 'pro', 'enterprise')),
    status      text not null,
    renews_at   timestamptz,
    cancels_at  timestamptz,
    changed_at  timestamptz not null
);
alter table entitlements enable row level security;
alter table entitlements force row level security;
create policy entitlements_owner on entitlements using (app_may_see(user_id));

-- The month's allowance is asked for with every quote.
create index payments_settled_by_user on payments (user_id, settled_at) where status in ('settled', 'notRequired');
