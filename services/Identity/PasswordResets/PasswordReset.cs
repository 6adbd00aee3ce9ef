using SwipeReview.Identity.Tokens;

namespace SwipeReview.Identity.PasswordResets;

/// <summary>A link to a new password, which was mailed to its owner. Using one takes all of the person's away.</summary>
internal sealed class PasswordReset
{
    /// <summary>How many a person is mailed within <see cref="Lifetime"/>: strangers can ask for them, too.</summary>
    public const int MostAtOnce = 3;

    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private const string Prefix = "pr_";

    public required byte[] Hash { get; init; }

    public required Guid UserId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The row, and the token itself, which only the mail has.</summary>
    public static (PasswordReset Row, string Token) Start(Guid userId, DateTimeOffset now)
    {
        var token = Secret.New(Prefix);
        return (new PasswordReset { Hash = Secret.HashOf(token), UserId = userId, CreatedAt = now, ExpiresAt = now + Lifetime }, token);
    }
}
