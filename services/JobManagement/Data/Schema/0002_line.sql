-- Who is next: start-time fair queuing, twice. Classes share by weight (a job of class 1, 5 or 10 costs its class that
-- much), users of a class take turns. A class or user that was idle starts where the others are, with no credit saved.
create table line_classes (
    priority  int primary key,
    pass      bigint not null default 0,
    turn      bigint not null default 0
);
insert into line_classes (priority) values (1), (5), (10);

create table line_turns (
    priority  int not null references line_classes (priority),
    user_id   uuid not null,
    pass      bigint not null,
    primary key (priority, user_id)
);

create view job_line as
    with waiting as (
        select job.id, job.priority, job.user_id,
            greatest(coalesce(mine.pass, 0), class.turn)
                + row_number() over (partition by job.priority, job.user_id order by job.id) - 1 as turn
        from jobs job
            join line_classes class on class.priority = job.priority
            left join line_turns mine on mine.priority = job.priority and mine.user_id = job.user_id
        where job.status in ('queued', 'running') and job.dispatched_at is null and job.not_before <= now()
    ), clock as (
        select max(pass - priority) as now from line_classes
    )
    select waiting.id, waiting.priority, waiting.user_id, waiting.turn,
        greatest(class.pass, clock.now)
            + (row_number() over (partition by waiting.priority order by waiting.turn, waiting.id) - 1) * class.priority as pass
    from waiting join line_classes class using (priority) cross join clock;

create function notify_job_line() returns trigger language plpgsql as $$
begin
    perform pg_notify('job_line', '');
    return null;
end $$;

-- Wakes for what gives the dispatcher work: a job that waits, or one that has left room. Not for what it does itself
-- (a statement that touches no row would wake it too, for ever), nor for progress and heartbeats.
create trigger jobs_notify_job_line after insert or update of status, dispatched_at on jobs
    for each row when (new.dispatched_at is null or new.status not in ('queued', 'running'))
    execute function notify_job_line();
