using System.Text.Json;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Redis;
using StackExchange.Redis;

namespace SwipeReview.JobManagement.Jobs;

/// <summary>
/// Jobs as they are shown, in Redis. A write leaves its version behind in the place of what it drops, so that a reader
/// that loaded before the write can't put the old state back. While a job is under way nothing is kept for longer than
/// a second: should Redis be away at the moment of a write, progress is still never older than that.
/// </summary>
internal sealed partial class JobCache(IConnectionMultiplexer redis, ILogger<JobCache> logger)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LifetimeUnderWay = TimeSpan.FromSeconds(1);

    private const string Keep = """
        local known = tonumber(redis.call('hget', KEYS[1], 'version') or '-1')
        if known > tonumber(ARGV[1]) then return 0 end
        redis.call('hmset', KEYS[1], 'version', ARGV[1], 'body', ARGV[2])
        redis.call('pexpire', KEYS[1], ARGV[3])
        return 1
        """;

    private const string Drop = """
        local known = tonumber(redis.call('hget', KEYS[1], 'version') or '-1')
        if known >= tonumber(ARGV[1]) then return 0 end
        redis.call('hset', KEYS[1], 'version', ARGV[1])
        redis.call('hdel', KEYS[1], 'body')
        redis.call('pexpire', KEYS[1], ARGV[2])
        return 1
        """;

    public async Task<CachedJob?> FindAsync(Guid id)
    {
        var body = await TryAsync(async db => (byte[]?)await db.HashGetAsync(Key(id), "body"));
        return body is null ? null : JsonSerializer.Deserialize<CachedJob>(body, ApiJson.Options);
    }

    public Task KeepAsync(Job job, JobView view)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new CachedJob(job.UserId, view), ApiJson.Options);
        var lifetime = job.IsUnderWay ? LifetimeUnderWay : Lifetime;
        return TryAsync(db => db.ScriptEvaluateAsync(Keep, [Key(job.Id)], [job.EventSeq, body, (long)lifetime.TotalMilliseconds]));
    }

    /// <param name="version">Of the write that was committed.</param>
    public Task DropAsync(Guid id, long version) =>
        TryAsync(db => db.ScriptEvaluateAsync(Drop, [Key(id)], [version, (long)Lifetime.TotalMilliseconds]));

    // Numbered by the shape of the view: what another version kept is not read.
    private static RedisKey Key(Guid id) => $"job:4:{id}";

    private async Task<T?> TryAsync<T>(Func<IDatabase, Task<T>> use)
    {
        if (!redis.IsConnected)
        {
            return default;
        }

        try
        {
            return await use(redis.GetDatabase()).WaitAsync(RedisExtensions.Patience);
        }
        catch (Exception fault) when (RedisExtensions.IsRedisAway(fault))
        {
            LogAway(logger, fault.Message);
            return default;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Redis is away ({Reason}); jobs are read from the database")]
    private static partial void LogAway(ILogger logger, string reason);
}

internal sealed record CachedJob(Guid UserId, JobView Job);
