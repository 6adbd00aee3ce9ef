namespace SwipeReview.LlmRouter.Data;

internal enum CallOutcome
{
    Answered,

    /// <summary>Answered from memory: nothing was spent.</summary>
    Cached,

    /// <summary>Answered, and mostly about something else: the text went on to the next provider.</summary>
    FailedChecks,

    Failed,

    /// <summary>Another try at the same question, side by side, was faster.</summary>
    Outrun,
}

/// <summary>One question to one model, and what became of it. Holds no text of the document.</summary>
internal sealed class Call
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid RequestId { get; init; }

    public required Guid UserId { get; init; }

    public required string Provider { get; init; }

    public required string Model { get; init; }

    public required string PromptVersion { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public CallOutcome Outcome { get; set; } = CallOutcome.Failed;

    public long InputTokens { get; set; }

    public long OutputTokens { get; set; }

    /// <summary>The tokens were counted here, because the vendor never said.</summary>
    public bool IsEstimate { get; set; }

    /// <summary>What the vendor takes for it; charged to the job only when it <see cref="CallOutcome.Answered"/>.</summary>
    public decimal Cost { get; set; }

    public int Proposals { get; set; }

    public int DurationMs { get; set; }

    /// <summary>Until the first draft came.</summary>
    public int? FirstMs { get; set; }

    public bool LeavesMachine { get; init; }

    public bool IsServed => Outcome is CallOutcome.Answered or CallOutcome.Cached or CallOutcome.FailedChecks;

    public decimal Charge => Outcome == CallOutcome.Answered ? Cost : 0;
}
