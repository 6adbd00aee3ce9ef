using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Dispatch;
using SwipeReview.JobManagement.Jobs;

namespace SwipeReview.JobManagement.Events;

/// <summary>
/// All jobs that somebody follows at this instance. One query finds out which of them have news, at once for those that a
/// signal names, and every second for all, in case a signal was lost: what that costs does not depend on how many follow.
/// </summary>
internal sealed partial class JobFeeds : BackgroundService
{
    // Few of the pool's connections: who follows may wait a moment for those who decide.
    private const int ReadsAtOnce = 4;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly IServiceScopeFactory scopes;
    private readonly Places places;
    private readonly TimeProvider clock;
    private readonly ILogger<JobFeeds> logger;
    private readonly CancellationToken stopping;
    private readonly SemaphoreSlim reads = new(ReadsAtOnce);
    private readonly SemaphoreSlim heard = new(0);
    private readonly Lock gate = new();
    private readonly Dictionary<Guid, (JobFeed Feed, int Followers)> feeds = [];
    private readonly HashSet<Guid> news = [];

    public JobFeeds(JobSignals signals, IServiceScopeFactory scopes, Places places, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<JobFeeds> logger)
    {
        (this.scopes, this.places, this.clock, this.logger, stopping) = (scopes, places, clock, logger, lifetime.ApplicationStopping);
        signals.HearAll(Hear);
    }

    /// <summary>Joins those who follow the job; the caller has found out that it may, and leaves with <see cref="Leave"/>.</summary>
    /// <param name="userId">Whose job it is.</param>
    public JobFeed Join(Guid jobId, Guid userId)
    {
        lock (gate)
        {
            var (feed, followers) = feeds.GetValueOrDefault(jobId);
            feed ??= new JobFeed(after => ReadAsync(jobId, userId, after));
            feeds[jobId] = (feed, followers + 1);
            if (followers == 0)
            {
                Hear(jobId);
            }

            return feed;
        }
    }

    public void Leave(Guid jobId)
    {
        lock (gate)
        {
            var (feed, followers) = feeds[jobId];
            if (followers == 1)
            {
                feeds.Remove(jobId);
            }
            else
            {
                feeds[jobId] = (feed, followers - 1);
            }
        }
    }

    public override void Dispose()
    {
        reads.Dispose();
        heard.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var lookedAtAll = clock.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            var rest = Interval - clock.GetElapsedTime(lookedAtAll);
            var isForSome = rest > TimeSpan.Zero && await heard.WaitAsync(rest, stoppingToken);
            lookedAtAll = isForSome ? lookedAtAll : clock.GetTimestamp();
            try
            {
                await LookAsync(isForSome ? TakeNews() : TakeAll(), stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogFault(logger, fault.Message);
            }
        }
    }

    private async Task LookAsync(Dictionary<Guid, JobFeed> followed, CancellationToken cancellationToken)
    {
        if (followed.Count == 0)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var ids = followed.Keys.ToArray();
        var jobs = await scope.ServiceProvider.GetRequiredService<JobsDbContext>().Jobs.Where(job => ids.Contains(job.Id))
            .Select(job => new { job.Id, job.EventSeq, Waits = (job.Status == JobStatus.Queued || job.Status == JobStatus.Running) && job.LeaseId == null })
            .ToListAsync(cancellationToken);
        foreach (var job in jobs)
        {
            followed[job.Id].Move(job.EventSeq, job.Waits ? await places.FindAsync(job.Id, cancellationToken) : null);
        }
    }

    private Dictionary<Guid, JobFeed> TakeNews()
    {
        lock (gate)
        {
            var named = news.Where(feeds.ContainsKey).ToDictionary(id => id, id => feeds[id].Feed);
            news.Clear();
            return named;
        }
    }

    private Dictionary<Guid, JobFeed> TakeAll()
    {
        lock (gate)
        {
            var all = feeds.ToDictionary(followed => followed.Key, followed => followed.Value.Feed);
            foreach (var feed in all.Values)
            {
                feed.Forget();
            }

            return all;
        }
    }

    private void Hear(Guid jobId)
    {
        lock (gate)
        {
            if (feeds.ContainsKey(jobId) && news.Add(jobId) && news.Count == 1)
            {
                heard.Release();
            }
        }
    }

    private Task<EventPage> ReadAsync(Guid jobId, Guid userId, long after)
    {
        // For all who stand there: it belongs to no request, and ends with none.
        using var apart = ExecutionContext.SuppressFlow();
        return Task.Run(async () =>
        {
            await reads.WaitAsync(stopping);
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                return await EventPage.ReadAsync(scope.ServiceProvider.GetRequiredService<JobsDbContext>(), jobId, userId, after, stopping);
            }
            finally
            {
                reads.Release();
            }
        });
    }

    [LoggerMessage(LogLevel.Warning, "Who follows a job waits for news: {Reason}")]
    private static partial void LogFault(ILogger logger, string reason);
}
