using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using SwipeReview.Identity.Data;

namespace SwipeReview.Identity.Sessions;

/// <summary>Forgets sessions that ended or expired a while ago, with their tokens, links to a new password that came to nothing, and failed sign-ins that count no more.</summary>
internal sealed partial class SessionCleanup(
    IServiceScopeFactory scopes, IOptions<SessionLifetimes> sessions, IOptions<SignInOptions> signIn, TimeProvider clock, ILogger<SessionCleanup> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogPostponed(logger, fault.Message);
            }
        }
    }

    /// <summary>A session that has ended is kept for as long as one of its tokens could come back and be recognised.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDbContext>();
        var now = clock.GetUtcNow();
        var endedBefore = now - sessions.Value.RefreshTokenLifetime;
        var failedBefore = now - signIn.Value.Memory;
        await db.Sessions.Where(session => session.ExpiresAt < now || session.EndedAt < endedBefore).ExecuteDeleteAsync(cancellationToken);
        await db.RefreshTokens.Where(token => token.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        await db.PasswordResets.Where(reset => reset.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        await db.SignInAttempts.Where(attempts => attempts.LastAt < failedBefore).ExecuteDeleteAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "The clean-up of sessions is put off: {Reason}")]
    private static partial void LogPostponed(ILogger logger, string reason);
}
