using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using SwipeReview.ServiceDefaults.Errors;
using SwipeReview.ServiceDefaults.Redis;

namespace SwipeReview.Gateway.Limits;

/// <summary>
/// Counts each request to the API for its address and, with a valid token, for its person. The answer's headers tell
/// of the limit that is nearest.
/// </summary>
internal sealed class RequestLimits(RequestDelegate next, RedisRateLimiter shared, LocalLimiter local, IOptions<LimitOptions> options)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
        {
            await next(context);
            return;
        }

        var leases = await Task.WhenAll(Counts(context).Select(count => TakeAsync(count.Key, count.Limit)));
        var nearest = leases.MinBy(lease => (lease.IsAllowed, lease.Remaining));
        context.Response.OnStarting(() =>
        {
            nearest.WriteTo(context.Response.Headers);
            return Task.CompletedTask;
        });

        if (nearest.IsAllowed)
        {
            await next(context);
        }
        else
        {
            await ErrorResults.RateLimited("Too many requests: wait a little.", ("limit", nearest.Limit), ("retryAfterSeconds", Math.Max(1, nearest.ResetSeconds)))
                .ExecuteAsync(context);
        }
    }

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

    private async Task<RateLimitLease> TakeAsync(string key, int limit) =>
        await shared.TakeAsync(key, limit, Window) ?? local.Take(key, limit, Window);

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
