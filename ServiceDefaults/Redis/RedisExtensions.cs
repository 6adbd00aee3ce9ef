using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace SwipeReview.ServiceDefaults.Redis;

/// <summary>Redis speeds us up and never stops us: who uses it goes on without it when it is away.</summary>
public static class RedisExtensions
{
    /// <summary>Adds <see cref="IConnectionMultiplexer"/>, <see cref="CacheAside"/> and <see cref="RedisRateLimiter"/> on the connection string <c>redis</c>.</summary>
    public static WebApplicationBuilder AddRedis(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IConnectionMultiplexer>(services =>
        {
            var options = ConfigurationOptions.Parse(services.GetRequiredService<IConfiguration>().GetConnectionString("redis")
                ?? throw new InvalidOperationException("No connection string 'redis'."));
            options.AbortOnConnectFail = false;
            options.ConnectTimeout = 2_000;
            options.SyncTimeout = 1_000;
            options.ConnectRetry = 3;
            options.KeepAlive = 10;
            var redis = ConnectionMultiplexer.Connect(options);

            // Answers in order means that one continuation that blocks holds back every later answer, for good.
            redis.PreserveAsyncOrder = false;
            return redis;
        });
        builder.Services.AddSingleton<CacheAside>();
        builder.Services.AddSingleton<RedisRateLimiter>();
        builder.Services.AddHealthChecks().AddCheck<RedisHealth>("redis", HealthStatus.Degraded);
        return builder;
    }

    /// <summary>How long an answer is worth waiting for: the client library itself never gives up on an asynchronous call.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>The faults of a Redis that is away or slow: log them at most, and go on.</summary>
    public static bool IsRedisAway(Exception fault) => fault is RedisException or TimeoutException or ObjectDisposedException;

    private sealed class RedisHealth(IConnectionMultiplexer redis) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            if (!redis.IsConnected)
            {
                return new HealthCheckResult(context.Registration.FailureStatus, "Redis is away: caches are bypassed.");
            }

            try
            {
                await redis.GetDatabase().PingAsync().WaitAsync(Patience, cancellationToken);
                return HealthCheckResult.Healthy();
            }
            catch (Exception fault) when (IsRedisAway(fault))
            {
                return new HealthCheckResult(context.Registration.FailureStatus, fault.Message);
            }
        }
    }
}
