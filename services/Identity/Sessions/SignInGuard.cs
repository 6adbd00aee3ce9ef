using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SwipeReview.Identity.Data;
using SwipeReview.Identity.Users;
using SwipeReview.ServiceDefaults.Errors;
using SwipeReview.ServiceDefaults.Redis;

namespace SwipeReview.Identity.Sessions;

/// <summary>Stands before everything that looks at a password: limits by address, pauses by email.</summary>
internal sealed class SignInGuard(IdentityDbContext db, RedisRateLimiter limiter, IOptions<SignInOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>Null when this address may go on. Without Redis the gateway's limits and the pauses by email still hold.</summary>
    public async Task<ErrorResult?> CheckAddressAsync(HttpContext http)
    {
        var lease = await limiter.TakeAsync($"password:{http.Connection.RemoteIpAddress}", options.Value.PerAddressAndMinute, Window);
        return lease is { IsAllowed: false } refused ? Refuse(http, refused.ResetSeconds) : null;
    }

    /// <summary>Null when this email may be tried; the attempt then counts as failed until <see cref="ForgiveAsync"/>.</summary>
    public async Task<ErrorResult?> BeginAsync(HttpContext http, string email, CancellationToken cancellationToken)
    {
        var hash = EmailAddress.Hash(email);
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"insert into sign_in_attempts (email_hash, failures, last_at) values ({hash}, 0, {now}) on conflict do nothing", cancellationToken);
        var attempts = await db.SignInAttempts.FromSql($"select * from sign_in_attempts where email_hash = {hash} for update").SingleAsync(cancellationToken);
        var wait = attempts.Begin(options.Value, now);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return wait is { } pause ? Refuse(http, (int)Math.Ceiling(pause.TotalSeconds)) : null;
    }

    public Task ForgiveAsync(string email, CancellationToken cancellationToken)
    {
        var hash = EmailAddress.Hash(email);
        return db.SignInAttempts.Where(attempts => attempts.EmailHash == hash).ExecuteDeleteAsync(cancellationToken);
    }

    private static ErrorResult Refuse(HttpContext http, int seconds)
    {
        http.Response.Headers.RetryAfter = $"{Math.Max(1, seconds)}";
        return ErrorResults.RateLimited("Too many attempts: wait before the next one.", ("retryAfterSeconds", Math.Max(1, seconds)));
    }
}
