namespace SwipeReview.Payment.Quotes;

/// <summary>What a job costs as its decisions stood at one moment, and by which rules. Never changed once stored.</summary>
internal sealed class Quote
{
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required Guid JobId { get; init; }

    public required string RulesVersion { get; init; }

    public required int AcceptedChanges { get; init; }

    /// <summary>How many of them this month's allowance covers, earlier payments of this job included.</summary>
    public required int AllowanceUsed { get; init; }

    /// <summary>For the whole job.</summary>
    public required decimal Amount { get; init; }

    /// <summary>What is still to be paid: <see cref="Amount"/> less what this job's earlier payments covered.</summary>
    public required decimal Due { get; init; }

    public required string Currency { get; init; }

    public required IReadOnlyList<QuoteLine> Lines { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <param name="Amount">In the quote's currency; negative for what is taken off.</param>
internal sealed record QuoteLine(string Description, int Quantity, decimal Amount);
