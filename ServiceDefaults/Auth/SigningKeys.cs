using System.Collections.Frozen;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace SwipeReview.ServiceDefaults.Auth;

/// <summary>
/// Identity's public keys, remembered. Read at first need, again every ten minutes, and
/// when a token names a key that is not known yet (at most every five seconds, so that forged key ids cost nothing).
/// While Identity is away the last keys stay in use; who brings one that is not among them can't be told from a stranger, and is
/// asked to come back instead of being sent to sign in.
/// </summary>
internal sealed partial class SigningKeys(IPublishedKeys published, TimeProvider clock, ILogger<SigningKeys> logger) : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim gate = new(1, 1);
    private FrozenDictionary<string, SecurityKey> keys = FrozenDictionary<string, SecurityKey>.Empty;
    private DateTimeOffset fetchedAt = DateTimeOffset.MinValue;
    private DateTimeOffset triedAt = DateTimeOffset.MinValue;
    private volatile bool isIdentityAway;

    /// <summary>Null when no key of that id is published.</summary>
    /// <exception cref="HttpRequestException">It is not known whether there is one (503).</exception>
    public async ValueTask<SecurityKey?> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (keys.TryGetValue(keyId, out var known) && now - fetchedAt < Lifetime)
        {
            return known;
        }

        // Who has a key that was good a moment ago does not wait for somebody else's fetch.
        if (!await gate.WaitAsync(known is null ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, cancellationToken))
        {
            return known;
        }

        try
        {
            var stale = now - fetchedAt >= Lifetime || !keys.ContainsKey(keyId);
            if (stale && now - triedAt >= (isIdentityAway ? PauseAfterFault : ShortestPause))
            {
                triedAt = now;
                await FetchAsync(now, cancellationToken);
            }
        }
        finally
        {
            gate.Release();
        }

        return keys.GetValueOrDefault(keyId)
            ?? (isIdentityAway || fetchedAt == DateTimeOffset.MinValue ? throw new HttpRequestException("The signing keys are not known yet.", null, HttpStatusCode.ServiceUnavailable) : null);
    }

    private async Task FetchAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            var set = await published.ReadAsync(cancellationToken);
            // One that signs no more is published for what it signed once, and that is no token of today.
            keys = set.Keys.Where(key => key.IsEs256 && (key.Exp is null || key.Exp > now.ToUnixTimeSeconds())).ToFrozenDictionary(key => key.Kid, key => key.ToSecurityKey(), StringComparer.Ordinal);
            fetchedAt = now;
            isIdentityAway = false;
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            isIdentityAway = true;
            LogAway(logger, fault.Message);
        }
    }

    public void Dispose() => gate.Dispose();

    [LoggerMessage(LogLevel.Warning, "The signing keys can't be fetched now ({Reason}); those known stay in use")]
    private static partial void LogAway(ILogger logger, string reason);
}
