using SwipeReview.JobManagement.Changes;
using SwipeReview.Learning;

namespace SwipeReview.JobManagement.Memory;

/// <summary>A change that a person said yes or no to, as far as it is learned from. Follows what stands.</summary>
internal sealed class PieceOfEvidence
{
    public Guid UserId { get; init; }
    public Guid ChangeId { get; init; }
    public Guid PatternId { get; init; }
    public required string Pattern { get; init; }
    public required string Category { get; init; }

    /// <summary>As <see cref="DocumentTypes"/> names it.</summary>
    public required string DocumentType { get; init; }
    public bool Accepted { get; init; }

    /// <summary>As <see cref="FingerprintOf"/> makes it; null for an imported one without.</summary>
    public Guid? Fingerprint { get; init; }
    public DateTimeOffset DecidedAt { get; init; }

    /// <summary>In weights of <see cref="Learning.Tally"/>.</summary>
    public double Weight { get; init; }

    /// <summary>What one decision of that time weighs.</summary>
    public static double WeightOf(DateTimeOffset decidedAt) => default(Tally).With(accepted: true, decidedAt).AcceptedWeight;

    /// <summary>Knows a change again when its document is worked on anew, or a new version of it.</summary>
    public static Guid FingerprintOf(Change change) =>
        Guid.ParseExact(Learning.Fingerprint.Of(change.Category, change.Original, change.Replacement, change.Before, change.After), "N");
}
