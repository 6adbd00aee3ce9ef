using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Npgsql;
using SwipeReview.Identity.Data;
using SwipeReview.Identity.Sessions;
using SwipeReview.ServiceDefaults.Auth;

namespace SwipeReview.Identity.Tokens;

/// <summary>
/// The signing keys, the same in every instance because they are the database's. A key is published an hour before it
/// signs and for ever after, since receipts are verified for ever; once its last token has expired, it can neither sign
/// nor is it trusted in a token. The times are in the rows, so instances that look once a minute change over at the same
/// moment.
/// </summary>
internal sealed partial class KeyRing(
    IServiceScopeFactory scopes, KeyCipher cipher, IOptions<KeyOptions> options, IOptions<SessionLifetimes> sessions, TimeProvider clock, ILogger<KeyRing> logger)
    : BackgroundService, IPublishedKeys
{
    private const long Lock = 0x5377_6970_6552_0101;
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(5);

    private volatile Held[] held = [];

    /// <summary>The key that signs now.</summary>
    public SigningCredentials Current => SignerAt(held, clock.GetUtcNow())?.Credentials
        ?? throw new InvalidOperationException("There is no signing key: the ring was not loaded.");

    public Task<PublishedKeySet> ReadAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new PublishedKeySet([.. held.Select(key => key.Public)]));

    /// <summary>No request is served before there is a key to sign with.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RefreshAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogPostponed(logger, fault.Message);
            }
        }
    }

    /// <summary>Reads the keys, after adding the one that is due and retiring those that no living token needs.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({Lock})", cancellationToken);
        var rows = await db.SigningKeys.OrderBy(key => key.SignsFrom).ThenBy(key => key.Id).ToListAsync(cancellationToken);
        var ring = rows.ConvertAll(Hold);
        var now = clock.GetUtcNow();

        if (FirstSignatureOfNewKey(ring, now) is { } signsFrom)
        {
            var created = SigningKey.Create(cipher, now, signsFrom);
            db.Add(created);
            ring.Add(Hold(created));
            LogCreated(logger, created.Id, signsFrom);
        }

        var unneeded = now - sessions.Value.AccessTokenLifetime - ClocksDiffer;
        var last = SignerAt(ring, unneeded);
        for (var i = 0; i < ring.Count; i++)
        {
            if (ring[i].Public.Exp is null && ring[i].SignsFrom < last?.SignsFrom)
            {
                var row = rows.Single(row => row.Id == ring[i].Public.Kid);
                row.Retire(now);
                ring[i] = Hold(row);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        held = [.. ring];
    }

    /// <summary>Null when no key is due.</summary>
    private DateTimeOffset? FirstSignatureOfNewKey(List<Held> ring, DateTimeOffset now)
    {
        if (SignerAt(ring, now) is not { } signer)
        {
            return now; // the first start, or the encryption key was changed: nobody can sign, so nobody can wait
        }

        var changeover = signer.SignsFrom + options.Value.RotationAge;
        var isPrepared = ring.Exists(key => key.Credentials is not null && key.SignsFrom > signer.SignsFrom);
        if (isPrepared || now < changeover - options.Value.PublishAhead)
        {
            return null;
        }

        var earliest = now + options.Value.PublishAhead;
        return changeover > earliest ? changeover : earliest;
    }

    private static Held? SignerAt(IEnumerable<Held> ring, DateTimeOffset at) =>
        ring.LastOrDefault(key => key.Credentials is not null && key.SignsFrom <= at);

    private Held Hold(SigningKey key)
    {
        if (key.RetiredAt is not null)
        {
            return new Held(key.Publish(), key.SignsFrom, null);
        }

        // The pair that is in use stays: the library keeps its handle.
        if (Array.Find(held, known => known.Public.Kid == key.Id) is { } same)
        {
            return same;
        }

        try
        {
            return new Held(key.Publish(), key.SignsFrom, key.Open(cipher));
        }
        catch (CryptographicException)
        {
            LogClosed(logger, key.Id);
            return new Held(key.Publish(), key.SignsFrom, null);
        }
    }

    [LoggerMessage(LogLevel.Information, "Signing key {KeyId} is published and signs from {SignsFrom}")]
    private static partial void LogCreated(ILogger logger, string keyId, DateTimeOffset signsFrom);

    [LoggerMessage(LogLevel.Warning, "Signing key {KeyId} was stored under another encryption key: it stays published but can't sign")]
    private static partial void LogClosed(ILogger logger, string keyId);

    [LoggerMessage(LogLevel.Warning, "The signing keys are looked after later: {Reason}")]
    private static partial void LogPostponed(ILogger logger, string reason);

    private sealed record Held(PublishedKey Public, DateTimeOffset SignsFrom, SigningCredentials? Credentials);
}
