namespace SwipeReview.Notification.People;

/// <summary>Somebody who may be told things, and how.</summary>
internal sealed class Person
{
    public required Guid UserId { get; init; }

    /// <summary>Null until Identity told it, and after the person was erased.</summary>
    public string? Email { get; private set; }

    public string? DisplayName { get; private set; }

    public bool MailWanted { get; set; } = true;

    public DateTimeOffset? ErasedAt { get; private set; }

    public bool GetsMail => MailWanted && Email is not null && ErasedAt is null;

    /// <summary>Events come in any order: an erased person stays erased.</summary>
    public void Introduce(string email, string? displayName)
    {
        if (ErasedAt is null)
        {
            (Email, DisplayName) = (email, displayName);
        }
    }

    public void Erase(DateTimeOffset now) => (Email, DisplayName, ErasedAt) = (null, null, now);
}
