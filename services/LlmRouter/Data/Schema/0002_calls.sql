-- Each question to a model, what it took, and what may still be spent today. No text of any document.

create table calls (
    id              uuid primary key,
    request_id      uuid not null,
    user_id         uuid not null,
    provider        text not null,
    model           text not null,
    prompt_version  text not null,
    outcome         text not null,
    input_tokens    bigint not null check (input_tokens >= 0),
    output_tokens   bigint not null check (output_tokens >= 0),
    is_estimate     boolean not null,
    cost            numeric(16,8) not null check (cost >= 0),
    proposals       int not null,
    duration_ms     int not null,
    first_ms        int,
    leaves_machine  boolean not null,
    created_at      timestamptz not null
);
create index calls_request on calls (request_id);
create index calls_user on calls (user_id);
create index calls_created_at on calls (created_at);
alter table calls enable row level security;
alter table calls force row level security;
create policy calls_owner on calls using (app_may_see(user_id));

-- A request may be served by several providers, each of which is metered.
alter table usage drop constraint usage_pkey;
alter table usage add primary key (request_id, provider);

-- Scope: all, a tier, or a person.
create table spending (
    day     date not null,
    scope   text not null,
    amount  numeric(16,8) not null,
    primary key (day, scope)
);

-- What people decided on proposals, by who made them.
create table judgements (
    job_id    uuid not null,
    user_id   uuid not null,
    provider  text not null,
    category  text not null,
    accepted  int not null check (accepted >= 0),
    rejected  int not null check (rejected >= 0),
    at        timestamptz not null,
    primary key (job_id, provider, category)
);
create index judgements_user on judgements (user_id);
alter table judgements enable row level security;
alter table judgements force row level security;
create policy judgements_owner on judgements using (app_may_see(user_id));
