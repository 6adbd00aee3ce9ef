-- Which provider served a request, and what it used. No text of any document.

create table routes (
    id            uuid primary key,
    request_id    uuid not null,
    job_id        uuid not null,
    user_id       uuid not null,
    task          text not null,
    task_version  int not null,
    provider      text,
    model         text,
    left_machine  boolean not null,
    from_cache    boolean not null,
    request_hash  text not null,
    blocks        int not null,
    characters    int not null,
    proposals     int not null,
    dropped       int not null,
    skips         jsonb not null,
    duration_ms   int not null,
    created_at    timestamptz not null
);
-- A request is served once; failed tries before it stay on record.
create unique index routes_served_once on routes (request_id) where provider is not null;
create index routes_job on routes (job_id);
create index routes_user on routes (user_id);
create index routes_created_at on routes (created_at);

create table usage (
    request_id     uuid primary key,
    job_id         uuid not null,
    user_id        uuid not null,
    provider       text not null,
    model          text not null,
    input_tokens   bigint not null check (input_tokens >= 0),
    output_tokens  bigint not null check (output_tokens >= 0),
    cost           numeric(10,4) not null check (cost >= 0),
    currency       text not null,
    created_at     timestamptz not null
);
create index usage_job on usage (job_id);
create index usage_user on usage (user_id);
create index usage_created_at on usage (created_at);

alter table routes enable row level security;
alter table routes force row level security;
create policy routes_owner on routes using (app_may_see(user_id));
alter table usage enable row level security;
alter table usage force row level security;
create policy usage_owner on usage using (app_may_see(user_id));
