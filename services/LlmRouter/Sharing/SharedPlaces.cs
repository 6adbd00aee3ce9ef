using StackExchange.Redis;
using SwipeReview.ServiceDefaults.Redis;

namespace SwipeReview.LlmRouter.Sharing;

/// <summary>
/// So many may be inside at once, over all instances. A place is a lease in Redis: it is renewed while it is held, and
/// ends by itself when its process dies. When Redis is away everybody goes in.
/// </summary>
internal sealed partial class SharedPlaces(IConnectionMultiplexer redis, TimeProvider clock, ILogger<SharedPlaces> logger)
{
    /// <summary>How long a place is kept for a process that gives no sign of life.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(9);

    // By the clock of Redis, which is one for all.
    private const string Take = """
        local time = redis.call('TIME')
        local now = time[1] * 1000 + math.floor(time[2] / 1000)
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
        if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[1]) then return 0 end
        redis.call('ZADD', KEYS[1], now + ARGV[3], ARGV[2])
        redis.call('PEXPIRE', KEYS[1], ARGV[3])
        return 1
        """;

    private const string Renew = """
        local time = redis.call('TIME')
        redis.call('ZADD', KEYS[1], 'XX', time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[2], ARGV[1])
        return redis.call('PEXPIRE', KEYS[1], ARGV[2])
        """;

    private TimeProvider Clock => clock;

    /// <returns>A place, to be given back; null when all are taken.</returns>
    public async Task<IAsyncDisposable?> TryTakeAsync(string key, int places)
    {
        var holder = Guid.CreateVersion7().ToString("n");
        return await EvaluateAsync(Take, key, [places, holder, (long)Lease.TotalMilliseconds]) switch
        {
            null => new Place(this, null, holder),
            1 => new Place(this, key, holder),
            _ => null,
        };
    }

    private async Task<long?> EvaluateAsync(string script, string key, RedisValue[] arguments)
    {
        if (!redis.IsConnected)
        {
            return null;
        }

        try
        {
            return (long)await redis.GetDatabase().ScriptEvaluateAsync(script, [key], arguments).WaitAsync(RedisExtensions.Patience);
        }
        catch (Exception fault) when (RedisExtensions.IsRedisAway(fault))
        {
            LogAway(logger, fault.Message);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Redis is away ({Reason}); places are not shared across instances")]
    private static partial void LogAway(ILogger logger, string reason);

    private sealed class Place : IAsyncDisposable
    {
        private readonly SharedPlaces places;
        private readonly string? key;
        private readonly string holder;
        private readonly ITimer? renewal;

        /// <param name="key">Null: Redis was away, and there is nothing to renew.</param>
        public Place(SharedPlaces places, string? key, string holder)
        {
            (this.places, this.key, this.holder) = (places, key, holder);
            renewal = key is null ? null : places.Clock.CreateTimer(
                _ => _ = places.EvaluateAsync(Renew, key, [holder, (long)Lease.TotalMilliseconds]), null, Lease / 3, Lease / 3);
        }

        public async ValueTask DisposeAsync()
        {
            if (key is not null)
            {
                await renewal!.DisposeAsync();
                await places.EvaluateAsync("return redis.call('ZREM', KEYS[1], ARGV[1])", key, [holder]);
            }
        }
    }
}
