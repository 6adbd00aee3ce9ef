namespace SwipeReview.Chaos.Check;

/// <summary>
/// What must be true of a system whatever was killed: of one that runs, of the moment that is looked at; of one that has
/// come to rest, also that nothing is left to do.
/// </summary>
public static class InvariantCheck
{
    /// <param name="journal">What clients were promised.</param>
    /// <param name="isAtRest">Nobody asks for anything any more, and there was time to finish: nothing may be under way.</param>
    public static async Task<Findings> RunAsync(Subject subject, IReadOnlyList<Promise> journal, bool isAtRest)
    {
        var findings = new Findings();
        var databases = new Dictionary<string, Snapshot>(StringComparer.Ordinal);
        // Before the rows are read: an object that is there has a row, which is written first.
        var objects = subject.Objects is { } folder ? ObjectFolder.List(folder) : null;
        try
        {
            foreach (var (name, connection) in subject.Databases)
            {
                databases.Add(name, await Snapshot.OpenAsync(connection));
            }

            if (databases.GetValueOrDefault("jobsdb") is { } jobs)
            {
                await JobInvariants.CheckAsync(jobs, findings, isAtRest);
                await DecisionInvariants.CheckAsync(jobs, findings);
            }

            if (databases.GetValueOrDefault("storagedb") is { } storage)
            {
                await FileInvariants.CheckAsync(storage, objects, findings);
            }

            if (databases.GetValueOrDefault("paymentdb") is { } payment)
            {
                await LedgerInvariants.CheckAsync(payment, findings);
            }

            await MessageInvariants.CheckAsync(databases, findings, isAtRest);
            await JournalInvariants.CheckAsync(databases, journal, findings);
            return findings;
        }
        finally
        {
            foreach (var database in databases.Values)
            {
                await database.DisposeAsync();
            }
        }
    }

    /// <summary>Waits until nothing is under way and no message waits.</summary>
    /// <returns>False when that did not come in time.</returns>
    public static async Task<bool> RestsAsync(Subject subject, TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        while (!await IsAtRestAsync(subject))
        {
            try
            {
                await Task.Delay(TimeSpan.FromMilliseconds(250), limit.Token);
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }

        return true;
    }

    private static async Task<bool> IsAtRestAsync(Subject subject)
    {
        // Jobs last: what the others still do may bring no new ones.
        foreach (var (name, connection) in subject.Databases.OrderBy(database => database.Key == "jobsdb"))
        {
            await using var snapshot = await Snapshot.OpenAsync(connection);
            if (await snapshot.CountAsync("select count(*) from outbox_messages") > 0
                || (name == "jobsdb" && await snapshot.CountAsync("select count(*) from jobs where status in ('queued', 'running')") > 0)
                || (name == "deliverydb" && await snapshot.CountAsync("select count(*) from artifacts where status = 'queued'") > 0))
            {
                return false;
            }
        }

        return true;
    }
}
