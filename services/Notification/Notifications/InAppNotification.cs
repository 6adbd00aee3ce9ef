namespace SwipeReview.Notification.Notifications;

internal enum NotificationKind
{
    CardsReady,
    JobFailed,
    ResultReady,
    ResultFailed,
}

/// <summary>Something that a person is told, shown in the app until they dismiss it.</summary>
internal sealed class InAppNotification
{
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required NotificationKind Kind { get; init; }

    public Guid? JobId { get; init; }

    public string? FileName { get; init; }

    public int? Changes { get; init; }

    /// <summary>Of the result that it tells of.</summary>
    public string? Format { get; init; }

    public required string Title { get; init; }

    public required string Body { get; init; }

    /// <summary>A path of the web app.</summary>
    public required string Link { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ReadAt { get; set; }
}
