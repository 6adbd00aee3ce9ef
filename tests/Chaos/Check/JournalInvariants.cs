namespace SwipeReview.Chaos.Check;

/// <summary>What a client was promised is there, and nothing else of theirs.</summary>
internal static class JournalInvariants
{
    public static async Task CheckAsync(IReadOnlyDictionary<string, Snapshot> databases, IReadOnlyList<Promise> journal, Findings findings)
    {
        if (journal.Count == 0)
        {
            return;
        }

        foreach (var kind in journal.CountBy(promise => promise.Kind).OrderBy(kind => kind.Key))
        {
            findings.Count($"acknowledged: {kind.Key.ToString().ToLowerInvariant()}", kind.Value);
        }

        var promised = journal.ToLookup(promise => promise.Kind);
        if (databases.GetValueOrDefault("jobsdb") is { } jobs)
        {
            await JobsAsync(jobs, promised, findings);
            await DecisionsAsync(jobs, promised, findings);
        }

        await AreThereAsync(databases.GetValueOrDefault("storagedb"), "files", promised[Acknowledged.File], "every file answered 201 is there", findings);
        await AreThereAsync(databases.GetValueOrDefault("paymentdb"), "payments", promised[Acknowledged.Payment], "every payment answered 201 is there", findings);
    }

    private static async Task JobsAsync(Snapshot jobs, ILookup<Acknowledged, Promise> promised, Findings findings)
    {
        var owners = (await jobs.ReadAsync("select id, user_id from jobs", row => (row.GetGuid(0), row.GetGuid(1)))).ToDictionary(job => job.Item1, job => job.Item2);
        var accepted = promised[Acknowledged.Job].Select(job => job.Id).ToHashSet();
        foreach (var job in promised[Acknowledged.Job].Where(job => owners.GetValueOrDefault(job.Id) != job.Owner))
        {
            findings.Wrong("every job answered 202 is there", $"{job.Id}");
        }

        var complete = promised[Acknowledged.User].Select(user => user.Id).ToHashSet();
        foreach (var (job, _) in owners.Where(job => complete.Contains(job.Value) && !accepted.Contains(job.Key)))
        {
            findings.Wrong("a submission makes one job, however often it was sent", $"{job} was never answered");
        }
    }

    private static async Task DecisionsAsync(Snapshot jobs, ILookup<Acknowledged, Promise> promised, Findings findings)
    {
        var recorded = new Dictionary<(Guid Job, Guid Id), (Guid Change, string Action)>();
        await jobs.EachAsync("select job_id, client_id, change_id, action from decisions where client_id is not null", row =>
            recorded[(row.GetGuid(0), row.GetGuid(1))] = (row.GetGuid(2), row.GetString(3)));
        foreach (var decision in promised[Acknowledged.Decision])
        {
            if (!recorded.TryGetValue((decision.Owner!.Value, decision.Id), out var found))
            {
                findings.Wrong("every decision answered 200 is there", $"{decision.Id} on job {decision.Owner}");
            }
            else if (found != (decision.Change, decision.Action))
            {
                findings.Wrong("every decision answered 200 is there", $"{decision.Id} on job {decision.Owner} became {found.Action} of {found.Change}");
            }
        }

        var batches = (await jobs.ReadAsync("select distinct batch_id from decisions where batch_id is not null", row => row.GetGuid(0))).ToHashSet();
        foreach (var batch in promised[Acknowledged.Batch].Where(batch => !batches.Contains(batch.Id)))
        {
            findings.Wrong("every decision answered 200 is there", $"batch {batch.Id} on job {batch.Owner}");
        }
    }

    private static async Task AreThereAsync(Snapshot? database, string table, IEnumerable<Promise> promised, string rule, Findings findings)
    {
        if (database is null)
        {
            return;
        }

        var ids = (await database.ReadAsync($"select id from {table}", row => row.GetGuid(0))).ToHashSet();
        foreach (var missing in promised.Where(promise => !ids.Contains(promise.Id)))
        {
            findings.Wrong(rule, $"{missing.Id}");
        }
    }
}
