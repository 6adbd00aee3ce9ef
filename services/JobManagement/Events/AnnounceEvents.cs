using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Jobs;

namespace SwipeReview.JobManagement.Events;

/// <summary>After a commit that appended events: drops what is cached of the job and wakes who follows it.</summary>
internal sealed class AnnounceEvents(JobCache cache, JobSignals signals) : DbTransactionInterceptor, ISaveChangesInterceptor
{
    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
        AnnounceAsync(eventData.Context);

    public async ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is { Database.CurrentTransaction: null })
        {
            await AnnounceAsync(eventData.Context);
        }

        return result;
    }

    private async Task AnnounceAsync(DbContext? context)
    {
        if (context is not JobsDbContext { Unannounced: { Count: > 0 } jobs })
        {
            return;
        }

        var versions = jobs.ToArray();
        jobs.Clear();
        foreach (var (jobId, version) in versions)
        {
            await cache.DropAsync(jobId, version);
            await signals.SendAsync(jobId);
        }
    }
}
