using SwipeReview.JobManagement.Decisions;

namespace SwipeReview.JobManagement.Changes;

internal enum ChangeState
{
    Pending,
    Accepted,
    Rejected,
    Skipped,
}

/// <summary>
/// One proposed edit of a job. What was proposed never changes; the state follows from the decisions and is kept here
/// to be counted and listed.
/// </summary>
internal sealed class Change
{
    /// <summary>Made from the content: a repeat of the work stores nothing twice.</summary>
    public Guid Id { get; init; }
    public Guid JobId { get; init; }
    public Guid UserId { get; init; }
    public required string BlockId { get; init; }
    public int BlockOrdinal { get; init; }

    /// <summary>UTF-16 code units in the block's text, as <see cref="End"/>.</summary>
    public int Start { get; init; }
    public int End { get; init; }
    public required string Original { get; init; }
    public required string Replacement { get; init; }
    public required string Before { get; init; }
    public required string After { get; init; }
    public required string Category { get; init; }
    public required string Pattern { get; init; }
    public double Confidence { get; init; }
    public string? Reason { get; init; }
    public required string Provider { get; init; }
    public string? Model { get; init; }
    public bool LeftMachine { get; init; }

    /// <summary>Of what a model was told: <c>tighten.v2</c>. Null, as the next ones, where nobody said so.</summary>
    public string? PromptVersion { get; init; }

    /// <summary>From the question to this proposal.</summary>
    public int? LatencyMs { get; init; }

    /// <summary>Its share of the call that it came of. A job's cost is what was metered, not the sum of these, which are rounded.</summary>
    public decimal? Cost { get; init; }
    public string? CostCurrency { get; init; }

    /// <summary>It came of an earlier answer to the same question.</summary>
    public bool? CacheHit { get; init; }
    public ChangeState State { get; private set; }
    public DecisionAction? DecisionAction { get; private set; }
    public string? DecisionReplacement { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Null while nothing is decided, and for a person's decisions from before this was kept.</summary>
    public DecidedBy? DecidedBy { get; private set; }

    /// <summary>Why, in a sentence, where it was decided for the person.</summary>
    public string? Because { get; private set; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Common to the changes of a job that hang together by conflicts; null for one that has none.</summary>
    public Guid? ConflictSet { get; init; }

    /// <summary>The accepted change that excludes this one; null when there is none, or when the person rejected this one themselves.</summary>
    public Guid? SettledBy { get; private set; }

    /// <summary>What stands in its place in the document when it is accepted.</summary>
    public string Text => DecisionReplacement ?? Replacement;

    /// <summary>Rejected for the person, who can bring it back.</summary>
    public bool IsHidden => this is { DecidedBy: Decisions.DecidedBy.Rule, DecisionAction: Decisions.DecisionAction.Reject };

    /// <summary>What the person said to this very change; null while they said nothing, or something else settled or decided it.</summary>
    public bool? Verdict => (SettledBy, DecidedBy, DecisionAction) switch
    {
        (not null, _, _) or (_, Decisions.DecidedBy.Rule or Decisions.DecidedBy.Autopilot, _) => null,
        (_, _, Decisions.DecisionAction.Accept or Decisions.DecisionAction.Edit) => true,
        (_, _, Decisions.DecisionAction.Reject) => false,
        _ => null,
    };

    /// <param name="decision">The one that stands; null when none does.</param>
    /// <param name="winner">An accepted change that excludes this one; null when there is none.</param>
    public void Follow(Decision? decision, Guid? winner)
    {
        SettledBy = decision?.Action == Decisions.DecisionAction.Reject ? null : winner;
        State = SettledBy is not null ? ChangeState.Rejected : decision?.Action switch
        {
            null => ChangeState.Pending,
            Decisions.DecisionAction.Accept or Decisions.DecisionAction.Edit => ChangeState.Accepted,
            Decisions.DecisionAction.Reject => ChangeState.Rejected,
            Decisions.DecisionAction.Skip => ChangeState.Skipped,
            _ => throw new ArgumentException("An undo never stands.", nameof(decision)),
        };
        DecisionAction = decision?.Action;
        DecisionReplacement = decision?.Replacement;
        DecidedAt = decision?.DecidedAt;
        DecidedBy = decision?.By;
        Because = decision?.Because;
    }
}
