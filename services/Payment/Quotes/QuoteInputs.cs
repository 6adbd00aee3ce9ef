using SwipeReview.Payment.Jobs;
using SwipeReview.Payment.Tiers;

namespace SwipeReview.Payment.Quotes;

/// <summary>All that a quote depends on, but for the rules.</summary>
/// <param name="Accepted">The changes accepted so far.</param>
/// <param name="Metered">What cloud providers charged for the job.</param>
/// <param name="AllowanceLeft">Free changes that this job may use this month.</param>
/// <param name="Paid">What earlier payments of this job came to, less what went back; <paramref name="PaidTax"/> of it was tax.</param>
internal sealed record QuoteInputs(
    IReadOnlyList<AcceptedGroup> Accepted, decimal Metered, int AllowanceLeft, decimal Paid, decimal PaidTax, Tier Tier, DateTimeOffset At);
