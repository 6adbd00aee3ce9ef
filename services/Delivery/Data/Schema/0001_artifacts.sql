create table artifacts (
    id             uuid primary key,
    user_id        uuid not null,
    job_id         uuid not null,
    format         text not null check (format in ('clean')),
    revision       bigint not null,
    status         text not null check (status in ('queued', 'ready', 'failed', 'expired')),
    name           text not null,
    content_type   text not null,
    size           bigint,
    sha256         text,
    file_id        uuid unique,
    error_code     text,
    error_message  text,
    created_at     timestamptz not null,
    completed_at   timestamptz
);
-- What is asked for twice is built once: at most one living artifact for the same decisions in the same format.
create unique index artifacts_living on artifacts (job_id, format, revision) where status in ('queued', 'ready');
create index artifacts_of_job on artifacts (user_id, job_id, id desc);

alter table artifacts enable row level security;
alter table artifacts force row level security;
create policy artifacts_owner on artifacts using (app_may_see(user_id));

-- Delivery's own copy of what Payment settled, so that a download needs no answer from Payment.
create table settlements (
    payment_id        uuid primary key,
    job_id            uuid not null,
    user_id           uuid not null,
    accepted_changes  int not null,
    is_refunded       boolean not null
);
create index settlements_of_job on settlements (job_id);

alter table settlements enable row level security;
alter table settlements force row level security;
create policy settlements_owner on settlements using (app_may_see(user_id));
