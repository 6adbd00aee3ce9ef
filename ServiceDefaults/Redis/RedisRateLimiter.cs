using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace SwipeReview.ServiceDefaults.Redis;

/// <summary>What a limiter says of one request. <paramref name="ResetSeconds"/> is the time until the window is new.</summary>
public readonly record struct RateLimitLease(bool IsAllowed, int Limit, int Remaining, int ResetSeconds)
{
    /// <summary>Writes the <c>RateLimit-*</c> headers, and <c>Retry-After</c> on a refusal.</summary>
    public void WriteTo(IHeaderDictionary headers)
    {
        headers["RateLimit-Limit"] = Limit.ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Remaining"] = Remaining.ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Reset"] = ResetSeconds.ToString(CultureInfo.InvariantCulture);
        if (!IsAllowed)
        {
            headers.RetryAfter = Math.Max(1, ResetSeconds).ToString(CultureInfo.InvariantCulture);
        }
    }
}

/// <summary>Counts requests per key and window in Redis, one Lua call each, so that all instances share one count.</summary>
public sealed partial class RedisRateLimiter(IConnectionMultiplexer redis, ILogger<RedisRateLimiter> logger)
{
    // Count first, so that two callers can't both take the last place; the window starts with its first request.
    private const string Script = """
        local count = redis.call('INCR', KEYS[1])
        if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
        return { count, redis.call('PTTL', KEYS[1]) }
        """;

    /// <summary>Takes one place of <paramref name="limit"/> in <paramref name="window"/>. Null when Redis is away: the caller decides.</summary>
    public async Task<RateLimitLease?> TakeAsync(string key, int limit, TimeSpan window)
    {
        if (!redis.IsConnected)
        {
            return null;
        }

        try
        {
            var answer = (RedisResult[])await redis.GetDatabase().ScriptEvaluateAsync(
                Script, [$"rate:limit:{key}"], [(long)window.TotalMilliseconds]).WaitAsync(RedisExtensions.Patience);
            var count = (long)answer[0];
            var reset = (int)Math.Ceiling(Math.Max(0, (long)answer[1]) / 1000.0);
            return new RateLimitLease(count <= limit, limit, (int)Math.Max(0, limit - count), reset);
        }
        catch (Exception fault) when (RedisExtensions.IsRedisAway(fault))
        {
            LogAway(logger, fault.Message);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Redis is away ({Reason}); requests are not counted across instances")]
    private static partial void LogAway(ILogger logger, string reason);
}
