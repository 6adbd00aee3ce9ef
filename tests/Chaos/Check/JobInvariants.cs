namespace SwipeReview.Chaos.Check;

/// <summary>A job ends once; its counts are a recount, its log has no gap, and its work is stored once.</summary>
internal static class JobInvariants
{
    public static async Task CheckAsync(Snapshot jobs, Findings findings, bool isAtRest)
    {
        findings.Count("jobs", await jobs.CountAsync("select count(*) from jobs"));
        await jobs.EachAsync("select status, count(*) from jobs group by status order by status", row => findings.Count($"  of them {row.GetString(0)}", row.GetInt64(1)));
        findings.Count("  of them begun more than once", await jobs.CountAsync("select count(*) from jobs where starts > 1"));
        findings.Count("  seconds from submission to the end, the slowest", await jobs.CountAsync("select coalesce(max(extract(epoch from completed_at - created_at)), 0) from jobs"));
        findings.Count("changes", await jobs.CountAsync("select count(*) from changes"));
        findings.Count("events", await jobs.CountAsync("select count(*) from job_events"));
        await EndOnceAsync(jobs, findings);
        await AddUpAsync(jobs, findings);
        await AreStoredOnceAsync(jobs, findings);
        if (isAtRest)
        {
            await jobs.ForbidAsync(findings, "every accepted job ends", "select format('%s is %s, %s', id, status, stage) from jobs where status in ('queued', 'running')");
        }
    }

    private static async Task EndOnceAsync(Snapshot jobs, Findings findings)
    {
        await jobs.ForbidAsync(findings, "a job says once that it is ready, failed or cancelled, and then is it", """
            select format('%s is %s and said %s', job.id, job.status, coalesce(said.what, 'nothing'))
            from jobs job left join (
                select job_id, string_agg(data ->> 'status', ', ' order by seq) as what, count(*) as times,
                    min(data ->> 'status') as status
                from job_events where kind = 'status' and data ->> 'status' in ('ready', 'failed', 'cancelled') group by job_id
            ) said on said.job_id = job.id
            where job.status not in ('queued', 'running')
                and (said.times is distinct from 1 or said.status <> case job.status when 'delivered' then 'ready' else job.status end)
            """);
        await jobs.ForbidAsync(findings, "a job that is over is nobody's, and says when it ended", """
            select id from jobs where (status not in ('queued', 'running')) <> (completed_at is not null)
                or (status not in ('queued', 'running') and (lease_id is not null or lease_until is not null))
            """);
        await jobs.ForbidAsync(findings, "a job is ready when all of its file was worked on",
            "select format('%s: %s of %s blocks', id, blocks_done, blocks_total) from jobs where status in ('ready', 'delivered') and blocks_done <> blocks_total");
    }

    private static async Task AddUpAsync(Snapshot jobs, Findings findings)
    {
        await jobs.ForbidAsync(findings, "a job's counts are those of its changes", """
            select format('%s says %s, has %s', job.id, said, counted) from (
                select job.id, (job.total, job.accepted, job.rejected, job.skipped)::text as said,
                    (coalesce(change.total, 0), coalesce(change.accepted, 0), coalesce(change.rejected, 0), coalesce(change.skipped, 0))::text as counted
                from jobs job left join (
                    select job_id, count(*) as total, count(*) filter (where state = 'accepted') as accepted,
                        count(*) filter (where state = 'rejected') as rejected, count(*) filter (where state = 'skipped') as skipped
                    from changes group by job_id
                ) change on change.job_id = job.id
            ) job where said <> counted
            """);
        await jobs.ForbidAsync(findings, "a job's events are numbered without a gap", Numbered("job_events", "event_seq"));
        await jobs.ForbidAsync(findings, "a job's decisions are numbered without a gap", Numbered("decisions", "decision_seq"));
        await jobs.ForbidAsync(findings, "every change is announced once", """
            select format('%s: %s times', change.id, count(event.job_id)) from changes change
            left join (select job_id, unnest(change_ids) as change_id from job_events where kind = 'change') event on event.change_id = change.id and event.job_id = change.job_id
            group by change.id having count(event.job_id) <> 1
            """);

        static string Numbered(string table, string last) => $"""
            select format('%s: %s of %s, %s to %s', job.id, coalesce(log.count, 0), job.{last}, log.first, log.last) from jobs job
            left join (select job_id, count(*) as count, min(seq) as first, max(seq) as last from {table} group by job_id) log on log.job_id = job.id
            where coalesce(log.count, 0) <> job.{last} or (job.{last} > 0 and (log.first, log.last) is distinct from (1, job.{last}))
            """;
    }

    private static async Task AreStoredOnceAsync(Snapshot jobs, Findings findings)
    {
        await jobs.ForbidAsync(findings, "nothing is proposed twice", """
            select format('job %s, block %s, %s to %s: %s times', change.job_id, block_id, span_start, span_end, count(*)) from changes change
            join jobs job on job.id = change.job_id and job.content_erased_at is null
            group by change.job_id, block_id, span_start, span_end, original, replacement having count(*) > 1
            """);
        await jobs.ForbidAsync(findings, "a job's text is stored whole, once", """
            select format('%s: %s of %s blocks', job.id, count(block.job_id), job.blocks_total) from jobs job
            left join job_blocks block on block.job_id = job.id where job.content_erased_at is null
            group by job.id having count(block.job_id) <> job.blocks_total
            """);
    }
}
