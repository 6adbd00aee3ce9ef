using System.Text.Json;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.ServiceDefaults.Redis;

/// <summary>
/// Look in Redis, else load and keep for a while. Whole groups of keys are dropped by tag. When Redis is away every
/// look-up loads and nothing is kept.
/// </summary>
public sealed partial class CacheAside(IConnectionMultiplexer redis, ILogger<CacheAside> logger)
{
    /// <param name="key">As <c>job:status:{id}</c>.</param>
    /// <param name="lifetime">How long the value may be used.</param>
    /// <param name="load">Called when there is nothing in the cache; a null result is not kept.</param>
    /// <param name="tags">Groups that <see cref="DropTagAsync"/> can drop later.</param>
    public async Task<T?> GetOrLoadAsync<T>(
        string key, TimeSpan lifetime, Func<CancellationToken, Task<T?>> load, CancellationToken cancellationToken, params string[] tags)
        where T : class
    {
        if (await GetAsync<T>(key) is { } known)
        {
            return known;
        }

        var value = await load(cancellationToken);
        if (value is not null)
        {
            await SetAsync(key, value, lifetime, tags);
        }

        return value;
    }

    /// <summary>What is kept under the key, if it is and Redis is there.</summary>
    public async Task<T?> GetAsync<T>(string key)
        where T : class =>
        await TryAsync(db => db.StringGetAsync(key)) is { HasValue: true } found ? JsonSerializer.Deserialize<T>((byte[])found!, ApiJson.Options) : null;

    public Task SetAsync<T>(string key, T value, TimeSpan lifetime, params string[] tags) => TryAsync(async db =>
    {
        // All in one round trip.
        var answers = tags.SelectMany(tag => (Task[])[db.SetAddAsync($"tag:{tag}", key), db.KeyExpireAsync($"tag:{tag}", lifetime)])
            .Prepend(db.StringSetAsync(key, JsonSerializer.SerializeToUtf8Bytes(value, ApiJson.Options), lifetime));
        await Task.WhenAll(answers);

        return RedisValue.Null;
    });

    public Task DropAsync(string key) => TryAsync(async db =>
    {
        await db.KeyDeleteAsync(key);
        return RedisValue.Null;
    });

    public Task DropTagAsync(string tag) => TryAsync(async db =>
    {
        var keys = await db.SetMembersAsync($"tag:{tag}");
        await db.KeyDeleteAsync([.. keys.Select(key => (RedisKey)(string)key!), $"tag:{tag}"]);
        return RedisValue.Null;
    });

    private async Task<RedisValue> TryAsync(Func<IDatabase, Task<RedisValue>> use)
    {
        if (!redis.IsConnected)
        {
            return RedisValue.Null;
        }

        try
        {
            return await use(redis.GetDatabase()).WaitAsync(RedisExtensions.Patience);
        }
        catch (Exception fault) when (RedisExtensions.IsRedisAway(fault))
        {
            LogAway(logger, fault.Message);
            return RedisValue.Null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Redis is away ({Reason}); going on without the cache")]
    private static partial void LogAway(ILogger logger, string reason);
}
