using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using SwipeReview.ServiceDefaults.Redis;

namespace SwipeReview.Gateway.Limits;

/// <summary>Counts in Redis for all instances together; while that is away, in this process.</summary>
internal sealed class RequestCounter(RedisRateLimiter shared, LocalLimiter local, IOptions<LimitOptions> options)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>One place for each of the limits that a request has; all are taken, whatever the others say.</summary>
    public Task<RateLimitLease[]> TakeAsync(HttpContext context) => Task.WhenAll(Counts(context).Select(count => TakeAsync(count.Key, count.Limit)));

    /// <summary>A place for an API key of which Identity has to be asked.</summary>
    public Task<RateLimitLease> TakeForKeyAsync(HttpContext context) =>
        TakeAsync($"keys:{Group(context.Connection.RemoteIpAddress)}", options.Value.KeysPerAddress);

    private async Task<RateLimitLease> TakeAsync(string key, int limit) =>
        await shared.TakeAsync(key, limit, Window) ?? local.Take(key, limit, Window);

    private IEnumerable<(string Key, int Limit)> Counts(HttpContext context)
    {
        var address = Group(context.Connection.RemoteIpAddress);
        yield return ($"address:{address}", options.Value.PerAddress);
        if (context.Request.Path.StartsWithSegments("/api/v1/auth", StringComparison.OrdinalIgnoreCase))
        {
            yield return ($"auth:{address}", options.Value.AuthPerAddress);
        }

        if (context.Request.Path.StartsWithSegments("/api/v1/receipts", StringComparison.OrdinalIgnoreCase))
        {
            yield return ($"receipts:{address}", options.Value.ReceiptsPerAddress);
        }

        if (context.User.FindFirst("sub") is { } subject)
        {
            yield return ($"user:{subject.Value}", options.Value.PerUser);
        }
    }

    /// <summary>One subscriber has at least a /64 of IPv6, and so counts as one.</summary>
    private static string Group(IPAddress? address)
    {
        if (address is null)
        {
            return "unknown";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? $"{new IPAddress([.. address.GetAddressBytes()[..8], .. new byte[8]])}/64"
            : address.ToString();
    }
}
