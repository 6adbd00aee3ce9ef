using SwipeReview.Notification.Notifications;

namespace SwipeReview.Notification.Mail;

internal enum MailStatus
{
    Waiting,
    Sent,
    Failed,
}

/// <summary>A mail on its way out: tried up to five times, further apart each time.</summary>
internal sealed class OutgoingMail
{
    private const int MostAttempts = 5;

    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required string Recipient { get; init; }

    public required string Subject { get; init; }

    public required string Body { get; init; }

    public MailStatus Status { get; private set; }

    public int Attempts { get; private set; }

    public required DateTimeOffset NextAt { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SentAt { get; private set; }

    public static OutgoingMail For(Guid userId, string recipient, Notice notice, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        UserId = userId,
        Recipient = recipient,
        Subject = notice.Title,
        Body = $"{notice.Body}\n\n{{web}}{notice.Link}\n",
        NextAt = now,
        CreatedAt = now,
    };

    public void Sent(DateTimeOffset now) => (Status, SentAt) = (MailStatus.Sent, now);

    public void Postpone(DateTimeOffset now)
    {
        Attempts++;
        Status = Attempts < MostAttempts ? MailStatus.Waiting : MailStatus.Failed;
        NextAt = now + TimeSpan.FromSeconds(10 * Math.Pow(3, Attempts));
    }
}
