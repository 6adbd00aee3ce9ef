using SwipeReview.Notification.Notifications;

namespace SwipeReview.Notification.Mail;

internal enum MailStatus
{
    Waiting,
    Sent,
    Failed,
}

/// <param name="Body">Plain text, in which <see cref="OutgoingMail.Web"/> stands for the app's address.</param>
internal sealed record MailText(string Subject, string Body);

/// <summary>A mail on its way out: tried up to five times, further apart each time.</summary>
internal sealed class OutgoingMail
{
    /// <summary>Stands for the app's address, which is known when the mail goes out.</summary>
    public const string Web = "{web}";

    private const int MostAttempts = 5;

    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required string Recipient { get; init; }

    public required string Subject { get; init; }

    /// <summary>Empty once nobody needs it any more: it may hold the secret of a link.</summary>
    public required string Body { get; set; }

    public MailStatus Status { get; private set; }

    public int Attempts { get; private set; }

    public required DateTimeOffset NextAt { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SentAt { get; private set; }

    public static OutgoingMail For(Guid userId, string recipient, Notice notice, DateTimeOffset now) =>
        To(userId, recipient, new MailText(notice.Title, $"{notice.Body}\n\n{Web}{notice.Link}\n"), now);

    public static OutgoingMail To(Guid userId, string recipient, MailText words, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        UserId = userId,
        Recipient = recipient,
        Subject = words.Subject,
        Body = words.Body,
        NextAt = now,
        CreatedAt = now,
    };

    public void Sent(DateTimeOffset now) => (Status, SentAt, Body) = (MailStatus.Sent, now, "");

    public void Postpone(DateTimeOffset now)
    {
        Attempts++;
        (Status, Body) = Attempts < MostAttempts ? (MailStatus.Waiting, Body) : (MailStatus.Failed, "");
        NextAt = now + TimeSpan.FromSeconds(10 * Math.Pow(3, Attempts));
    }
}
