namespace SwipeReview.JobManagement.Decisions;

internal enum DecisionAction
{
    Accept,
    Reject,
    Skip,

    /// <summary>Accept with a text of the person's own.</summary>
    Edit,

    /// <summary>Takes back the last decision that stands.</summary>
    Undo,
}

/// <summary>Who made a decision. Only a person's own, one by one or many at once, are learned from.</summary>
internal enum DecidedBy
{
    Person,

    /// <summary>A person, for many changes at once.</summary>
    Bulk,

    /// <summary>A rule that the person agreed to, or a rejection of the very same change before.</summary>
    Rule,
    Autopilot,
}

/// <summary>What was done with a change. Appended, never changed.</summary>
internal sealed class Decision
{
    public const int LongestReplacement = 10_000;

    public Guid JobId { get; init; }

    /// <summary>Order of arrival within the job.</summary>
    public long Seq { get; init; }
    public Guid UserId { get; init; }
    public Guid ChangeId { get; init; }

    /// <summary>The client's own id: a decision that comes again is not recorded again.</summary>
    public Guid? ClientId { get; init; }

    /// <summary>Common to the decisions of one bulk action, which can be undone as one, and to the undos that do that.</summary>
    public Guid? BatchId { get; init; }
    public DecisionAction Action { get; init; }
    public string? Replacement { get; init; }
    public DecidedBy By { get; init; }

    /// <summary>The person's, not made for them.</summary>
    public bool IsOwn => By is DecidedBy.Person or DecidedBy.Bulk;

    /// <summary>Why, in a sentence, where it was decided for the person.</summary>
    public string? Because { get; init; }
    public DateTimeOffset DecidedAt { get; init; }
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>
    /// The one that counts: decisions are laid on a pile in the order of their time, an undo takes the topmost off. So
    /// devices that were offline may send theirs in any order, and the outcome is the same. What is decided for a person
    /// is decided of an open card: where an answer of theirs turns up from before, that counts.
    /// </summary>
    public static Decision? Standing(IEnumerable<Decision> ofOneChange)
    {
        var pile = new Stack<Decision>();
        foreach (var decision in ofOneChange.OrderBy(decision => decision.DecidedAt).ThenBy(decision => decision.Seq))
        {
            if (decision.Action != DecisionAction.Undo)
            {
                if (decision.IsOwn || pile.Count == 0)
                {
                    pile.Push(decision);
                }
            }
            else if (decision.BatchId is not { } batch || (pile.TryPeek(out var top) && top.BatchId == batch))
            {
                pile.TryPop(out _);
            }
        }

        return pile.TryPeek(out var standing) ? standing : null;
    }
}
