namespace SwipeReview.Identity.Users;

/// <summary>A person's settings: an object whose meaning is the client's.</summary>
internal sealed class UserPreferences
{
    public const string Empty = "{}";

    public required Guid UserId { get; init; }

    public string Settings { get; private set; } = Empty;

    public DateTimeOffset UpdatedAt { get; private set; }

    public void Replace(string settings, DateTimeOffset now)
    {
        Settings = settings;
        UpdatedAt = now;
    }

    public static string CacheKey(Guid userId) => $"user:preferences:{userId}";
}
