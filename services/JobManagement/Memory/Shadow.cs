using SwipeReview.JobManagement.Changes;
using SwipeReview.Learning;

namespace SwipeReview.JobManagement.Memory;

/// <summary>What the autopilot would have done with a card before its person saw it, beside what they said. Only where their own answer stands.</summary>
internal sealed class Shadow
{
    public Guid UserId { get; init; }
    public Guid ChangeId { get; init; }
    public Guid PatternId { get; init; }
    public bool Accepts { get; init; }

    /// <summary>As <see cref="Belief.Certainty"/>.</summary>
    public double Certainty { get; init; }

    /// <summary>Enough stood behind it to decide for the person.</summary>
    public bool IsBacked { get; init; }

    /// <summary>What the person said; null while something else settles the change.</summary>
    public bool? Accepted { get; set; }
    public DateTimeOffset PredictedAt { get; init; }

    public static Shadow Of(Change change, Belief belief, DateTimeOffset now) => new()
    {
        UserId = change.UserId,
        ChangeId = change.Id,
        PatternId = RememberedPattern.IdOf(change),
        Accepts = belief.LeansToAccept,
        Certainty = belief.Certainty,
        IsBacked = belief.IsBacked(),
        PredictedAt = now,
    };
}
