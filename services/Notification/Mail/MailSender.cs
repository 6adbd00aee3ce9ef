using System.Net.Mail;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SwipeReview.Notification.Data;

namespace SwipeReview.Notification.Mail;

/// <summary>Sends waiting mail, each by one instance at a time: the row stays locked while it is on its way.</summary>
internal sealed partial class MailSender(IServiceScopeFactory scopes, MailFolder folder, TimeProvider clock, ILogger<MailSender> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await SendNextAsync(stoppingToken))
                {
                    // until none is waiting
                }
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogPostponed(logger, fault.Message);
            }
        }
    }

    private async Task<bool> SendNextAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var mail = await db.Mails.FromSql($"""
            select * from mails where status = 'waiting' and next_at <= {now} order by next_at limit 1 for update skip locked
            """).SingleOrDefaultAsync(cancellationToken);
        if (mail is null)
        {
            return false;
        }

        try
        {
            await folder.SendAsync(mail, cancellationToken);
            mail.Sent(now);
        }
        catch (Exception fault) when (fault is SmtpException or IOException or UnauthorizedAccessException or FormatException)
        {
            LogFailed(logger, fault, mail.Id);
            mail.Postpone(now);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "Mail {MailId} could not be sent")]
    private static partial void LogFailed(ILogger logger, Exception exception, Guid mailId);

    [LoggerMessage(LogLevel.Warning, "Mail waits: {Reason}")]
    private static partial void LogPostponed(ILogger logger, string reason);
}
