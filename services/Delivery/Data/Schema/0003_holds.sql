-- Payments that a bank disputes, by Payment's word: while one is held, nothing more of its job is delivered.
create table holds (
    payment_id  uuid primary key,
    job_id      uuid not null,
    user_id     uuid not null,
    is_held     boolean not null,
    revision    int not null
);
create index holds_by_job on holds (job_id) where is_held;
alter table holds enable row level security;
alter table holds force row level security;
create policy holds_owner on holds using (app_may_see(user_id));
