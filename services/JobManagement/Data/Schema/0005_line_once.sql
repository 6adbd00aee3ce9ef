-- As in 0002, but a job that comes back into the line, because its worker is gone or a fault has passed, has paid: it
-- takes the next place of its class and its user, and moves neither on.
create or replace view job_line as
    with waiting as (
        select job.id, job.priority, job.user_id, job.attempt,
            greatest(coalesce(mine.pass, 0), class.turn) + coalesce(count(*) filter (where job.attempt = 0) over (
                partition by job.priority, job.user_id order by job.id rows between unbounded preceding and 1 preceding), 0) as turn
        from jobs job
            join line_classes class on class.priority = job.priority
            left join line_turns mine on mine.priority = job.priority and mine.user_id = job.user_id
        where job.status in ('queued', 'running') and job.dispatched_at is null and job.not_before <= now()
    ), clock as (
        select max(pass - priority) as now from line_classes
    )
    select waiting.id, waiting.priority, waiting.user_id, waiting.turn,
        greatest(class.pass, clock.now) + coalesce(count(*) filter (where waiting.attempt = 0) over (
            partition by waiting.priority order by waiting.turn, waiting.id rows between unbounded preceding and 1 preceding), 0) * class.priority as pass
    from waiting join line_classes class using (priority) cross join clock;
