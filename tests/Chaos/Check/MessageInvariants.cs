using Npgsql;

namespace SwipeReview.Chaos.Check;

/// <summary>What one service told, the others have done once.</summary>
internal static class MessageInvariants
{
    private const string Metered = "what a model cost is metered once";

    public static async Task CheckAsync(IReadOnlyDictionary<string, Snapshot> databases, Findings findings, bool isAtRest)
    {
        var (waiting, consumed) = (0L, 0L);
        foreach (var (name, database) in databases)
        {
            var left = await database.CountAsync("select count(*) from outbox_messages");
            waiting += left;
            consumed += await database.CountAsync("select count(*) from inbox_messages");
            if (isAtRest && left > 0)
            {
                findings.Wrong("every outbox is drained", $"{name}: {left}");
            }
        }

        findings.Count("messages that wait in outboxes", waiting);
        findings.Count("messages consumed, as inboxes remember", consumed);
        if (databases.GetValueOrDefault("jobsdb") is { } jobs)
        {
            await TellJobsAsync(jobs, databases, findings, isAtRest);
        }

        if (isAtRest && databases.GetValueOrDefault("deliverydb") is { } delivery && databases.GetValueOrDefault("storagedb") is { } storage)
        {
            await StoreArtifactsAsync(delivery, storage, findings);
        }

        if (isAtRest && databases.GetValueOrDefault("llmrouterdb") is { } router && databases.GetValueOrDefault("paymentdb") is { } payment)
        {
            // The second provider of a request is metered under an id of its own.
            var used = await router.CountAsync("select count(*) from usage");
            var metered = (await payment.ReadAsync("select request_id from metered_usage", Id)).ToHashSet();
            findings.Count("uses of models metered", metered.Count);
            Compare(findings, Metered, [.. await router.ReadAsync("select request_id from usage group by request_id having count(*) = 1", Id)], metered, mayHaveMore: true);
            if (used != metered.Count)
            {
                findings.Wrong(Metered, $"{used} were used, {metered.Count} metered");
            }
        }
    }

    private static async Task TellJobsAsync(Snapshot jobs, IReadOnlyDictionary<string, Snapshot> databases, Findings findings, bool isAtRest)
    {
        if (databases.GetValueOrDefault("notificationdb") is { } notification)
        {
            var told = await notification.ReadAsync("select job_id from notifications where kind = 'cardsReady' and job_id is not null", Id);
            findings.Count("people told that their cards are ready", told.Count);
            foreach (var twice in told.CountBy(id => id).Where(job => job.Value > 1))
            {
                findings.Wrong("a person is told once that their cards are ready", $"of job {twice.Key} {twice.Value} times");
            }

            if (isAtRest)
            {
                var ready = (await jobs.ReadAsync("select id from jobs where status in ('ready', 'delivered')", Id)).ToHashSet();
                Compare(findings, "a person is told once that their cards are ready", ready, [.. told]);
            }
        }

        if (isAtRest && databases.GetValueOrDefault("storagedb") is { } storage)
        {
            var files = (await storage.ReadAsync("select id from files where deleted_at is null and kind = 'upload'", Id)).ToHashSet();
            await jobs.EachAsync("select id, file_id from jobs where content_erased_at is null", row =>
            {
                if (!files.Contains(row.GetGuid(1)))
                {
                    findings.Wrong("a job has its file until its text is erased", $"job {row.GetGuid(0)}, file {row.GetGuid(1)}");
                }
            });
        }
    }

    private static async Task StoreArtifactsAsync(Snapshot delivery, Snapshot storage, Findings findings)
    {
        var artifacts = (await delivery.ReadAsync("select file_id from artifacts where status = 'ready'", Id)).ToHashSet();
        var stored = (await storage.ReadAsync("select id from files where deleted_at is null and kind = 'artifact'", Id)).ToHashSet();
        findings.Count("artifacts ready", artifacts.Count);
        Compare(findings, "every artifact has its file, and every such file its artifact", artifacts, stored);
    }

    private static void Compare(Findings findings, string rule, HashSet<Guid> wanted, HashSet<Guid> found, bool mayHaveMore = false)
    {
        foreach (var missing in wanted.Except(found))
        {
            findings.Wrong(rule, $"{missing} is missing");
        }

        foreach (var left in mayHaveMore ? [] : found.Except(wanted))
        {
            findings.Wrong(rule, $"{left} is left over");
        }
    }

    private static Guid Id(NpgsqlDataReader row) => row.GetGuid(0);
}
