using SwipeReview.Identity.Tokens;

namespace SwipeReview.Identity.ApiKeys;

/// <summary>Lets a program act as its person. A revoked one is deleted; that it was there is in the audit trail.</summary>
internal sealed class ApiKey
{
    /// <summary>Of one person, expired ones included.</summary>
    public const int MostOfOne = 20;

    public const int LongestName = 100;

    private const string Beginning = "sk_";
    private const int ShownCharacters = 9;

    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required byte[] Hash { get; init; }

    public required string Name { get; init; }

    /// <summary>How the key begins, to tell it from others: 36 of its 256 bits.</summary>
    public required string Prefix { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>To the minute: the gateway asks no more often.</summary>
    public DateTimeOffset? LastUsedAt { get; private set; }

    /// <summary>The row, and the key itself, which only its person keeps.</summary>
    public static (ApiKey Row, string Key) Create(Guid userId, string name, DateTimeOffset? expiresAt, DateTimeOffset now)
    {
        var key = Secret.New(Beginning);
        var row = new ApiKey
        {
            Id = Guid.CreateVersion7(now),
            UserId = userId,
            Hash = Secret.HashOf(key),
            Name = name,
            Prefix = key[..ShownCharacters],
            CreatedAt = now,
            ExpiresAt = expiresAt,
        };
        return (row, key);
    }
}
