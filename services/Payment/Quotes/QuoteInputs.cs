using SwipeReview.Payment.Jobs;
using SwipeReview.Payment.Tiers;

namespace SwipeReview.Payment.Quotes;

/// <summary>All that a quote depends on, but for the rules.</summary>
/// <param name="Accepted">The changes accepted so far.</param>
/// <param name="Metered">What cloud providers charged for the job.</param>
/// <param name="AllowanceLeft">Free changes that this job may use this month.</param>
/// <param name="Paid">What earlier payments of this job came to, less what went back; <paramref name="PaidTax"/> of it was tax.</param>
/// <param name="LeastCharge">What is less can't be charged by the processor, so it is not due.</param>
/// <param name="ChargeStep">What is charged is a multiple of it; 0 where any whole minor unit will do.</param>
internal sealed record QuoteInputs(
    IReadOnlyList<AcceptedGroup> Accepted, decimal Metered, int AllowanceLeft, decimal Paid, decimal PaidTax, Tier Tier, DateTimeOffset At,
    decimal LeastCharge = 0, decimal ChargeStep = 0);
