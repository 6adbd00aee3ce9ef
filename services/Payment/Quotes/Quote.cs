namespace SwipeReview.Payment.Quotes;

/// <summary>What a job costs as its decisions stood at one moment, and by which rules. Never changed once stored.</summary>
internal sealed class Quote
{
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required Guid JobId { get; init; }

    public required string RulesVersion { get; init; }

    /// <summary>The rules that made it, by their hash; null for quotes that are older than this.</summary>
    public string? RulesHash { get; init; }

    /// <summary>What the rules were given: the two of them make this quote again.</summary>
    public QuoteInputs? Inputs { get; init; }

    public required int AcceptedChanges { get; init; }

    /// <summary>How many of them this month's allowance covers, earlier payments of this job included.</summary>
    public required int AllowanceUsed { get; init; }

    /// <summary>What those would have cost.</summary>
    public decimal AllowanceWorth { get; init; }

    /// <summary>For the whole job.</summary>
    public required decimal Amount { get; init; }

    /// <summary>What is still to be paid: <see cref="Amount"/> less what this job's earlier payments covered.</summary>
    public required decimal Due { get; init; }

    /// <summary>The part of <see cref="Due"/> that is tax.</summary>
    public decimal DueTax { get; init; }

    /// <summary>What earlier payments count for beyond <see cref="Amount"/>.</summary>
    public decimal Overpaid => Math.Max(0, (Inputs?.Paid ?? 0) - Amount);

    public required string Currency { get; init; }

    public required IReadOnlyList<QuoteLine> Lines { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <param name="Amount">In the quote's currency; negative for what is taken off.</param>
/// <param name="Kind">What it is, for who says it in another language; null in old quotes.</param>
/// <param name="Category">Of changes that have a price of their own.</param>
internal sealed record QuoteLine(string Description, int Quantity, decimal Amount, QuoteLineKind? Kind = null, string? Category = null);

internal enum QuoteLineKind
{
    LocalChanges,
    Allowance,
    CloudChanges,
    Metered,
    Discount,
    Floor,
    Cap,
    Rounding,
    Tax,
}
