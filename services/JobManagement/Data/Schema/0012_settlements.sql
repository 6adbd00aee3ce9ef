-- What each payment of a job covers. The events of a payment come in any order and more than once, so what is settled is
-- made from what is kept of each; jobs.settled_changes says the most of them.
create table settlements (
    payment_id  uuid primary key,
    job_id      uuid not null references jobs (id) on delete cascade,
    user_id     uuid not null,
    covers      int
);
create index settlements_of_job on settlements (job_id);

alter table settlements enable row level security;
alter table settlements force row level security;
create policy settlements_owner on settlements using (app_may_see(user_id));
