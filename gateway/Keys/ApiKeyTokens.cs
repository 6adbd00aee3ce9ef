using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using SwipeReview.ServiceDefaults.Redis;

namespace SwipeReview.Gateway.Keys;

/// <summary>The token of a key, nothing for one that is not good, or why nobody looked.</summary>
internal readonly record struct KeyAnswer(string? Token = null, RateLimitLease? Refused = null);

/// <summary>
/// The tokens of the keys that were used lately, by the keys' hashes. Requests that come with the same key at the same
/// time have one question asked of Identity. Keys that are not good are not kept: the limit for them bounds what they cost.
/// </summary>
internal sealed class ApiKeyTokens(IServiceProvider services, IOptions<ApiKeyOptions> options, TimeProvider clock) : IDisposable
{
    private readonly MemoryCache known = new(new MemoryCacheOptions { SizeLimit = 10_000 });
    private readonly ConcurrentDictionary<string, Lazy<Task<KeyAnswer>>> asked = new(StringComparer.Ordinal);

    /// <param name="takePlace">Says whether Identity may be asked for this caller.</param>
    public async Task<KeyAnswer> FindAsync(string key, Func<Task<RateLimitLease>> takePlace, CancellationToken cancellationToken)
    {
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        if (known.TryGetValue(hash, out Known? token) && clock.GetUtcNow() < token!.Until)
        {
            return new KeyAnswer(token.Token);
        }

        // Its own time limits end it, not the one request that happened to come first.
        var question = asked.GetOrAdd(hash, _ => new Lazy<Task<KeyAnswer>>(() => AskAsync(hash, key, takePlace)));
        try
        {
            return await question.Value.WaitAsync(cancellationToken);
        }
        finally
        {
            asked.TryRemove(KeyValuePair.Create(hash, question));
        }
    }

    public void Dispose() => known.Dispose();

    private async Task<KeyAnswer> AskAsync(string hash, string key, Func<Task<RateLimitLease>> takePlace)
    {
        if (await takePlace() is { IsAllowed: false } refused)
        {
            return new KeyAnswer(Refused: refused);
        }

        var until = clock.GetUtcNow() + options.Value.Lifetime; // from before Identity looked: it may be revoked right after
        var token = await services.GetRequiredService<IdentityClient>().ExchangeAsync(key, CancellationToken.None);
        if (token is not null)
        {
            known.Set(hash, new Known(token, until), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpiration = until });
        }

        return new KeyAnswer(token);
    }

    private sealed record Known(string Token, DateTimeOffset Until);
}
