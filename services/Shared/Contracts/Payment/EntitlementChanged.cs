namespace SwipeReview.Contracts.Payment;

/// <summary>What a person's plan gives has changed.</summary>
/// <param name="Tier">free, pro, enterprise.</param>
/// <param name="QueueClass">The class of the line that their jobs are in from now on: 1 (enterprise), 5 (standard), 10 (background).</param>
public sealed record EntitlementChanged(Guid UserId, string Tier, int QueueClass, DateTimeOffset At);
