using System.Threading.Channels;
using StackExchange.Redis;
using SwipeReview.ServiceDefaults.Redis;

namespace SwipeReview.JobManagement.Events;

/// <summary>
/// "Something about this job was written", from any process to all who wait for it, by Redis. Only a wake-up: who
/// waits looks into the database, and looks every second anyway in case a signal was lost.
/// </summary>
internal sealed partial class JobSignals(IConnectionMultiplexer redis, TimeProvider clock, ILogger<JobSignals> logger) : BackgroundService
{
    private const string ChannelName = "jobs:changed";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly Dictionary<Guid, List<Listener>> listeners = [];
    private Action<Guid>? hearsAll;

    public async Task SendAsync(Guid jobId)
    {
        try
        {
            await redis.GetSubscriber().PublishAsync(ChannelName, jobId.ToString(), CommandFlags.FireAndForget);
        }
        catch (Exception fault) when (RedisExtensions.IsRedisAway(fault))
        {
            LogAway(logger, fault.Message);
        }
    }

    /// <summary>Called with every job that a signal names; it must not wait.</summary>
    public void HearAll(Action<Guid> hear) => hearsAll += hear;

    public Listener Listen(Guid jobId)
    {
        var listener = new Listener(this, jobId);
        lock (gate)
        {
            (listeners.TryGetValue(jobId, out var others) ? others : listeners[jobId] = []).Add(listener);
        }

        return listener;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Once subscribed the multiplexer subscribes again by itself after each reconnect.
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await redis.GetSubscriber().SubscribeAsync(ChannelName, (_, jobId) => Wake(jobId)).WaitAsync(RedisExtensions.Patience, stoppingToken);
                return;
            }
            catch (Exception fault) when (RedisExtensions.IsRedisAway(fault))
            {
                LogAway(logger, fault.Message);
                await Task.Delay(Pause, clock, stoppingToken);
            }
        }
    }

    private void Wake(string? jobId)
    {
        if (!Guid.TryParse(jobId, out var id))
        {
            return;
        }

        hearsAll?.Invoke(id);
        lock (gate)
        {
            if (listeners.TryGetValue(id, out var waiting))
            {
                waiting.ForEach(listener => listener.Wake());
            }
        }
    }

    private void Remove(Listener listener)
    {
        lock (gate)
        {
            if (listeners.TryGetValue(listener.JobId, out var others) && others.Remove(listener) && others.Count == 0)
            {
                listeners.Remove(listener.JobId);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Redis is away ({Reason}); who follows a job looks every second")]
    private static partial void LogAway(ILogger logger, string reason);

    /// <summary>One who waits. A signal that comes while nobody waits is remembered.</summary>
    internal sealed class Listener(JobSignals signals, Guid jobId) : IDisposable
    {
        private readonly Channel<bool> woken = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

        public Guid JobId => jobId;

        public void Wake() => woken.Writer.TryWrite(true);

        /// <summary>Returns at a signal, or after <paramref name="atMost"/>.</summary>
        public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(atMost);
            try
            {
                await woken.Reader.ReadAsync(patience.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // time is up
            }
        }

        public void Dispose() => signals.Remove(this);
    }
}
