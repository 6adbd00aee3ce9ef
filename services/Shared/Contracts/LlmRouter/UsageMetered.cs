namespace SwipeReview.Contracts.LlmRouter;

/// <summary>What one request to a provider used. <paramref name="Cost"/> is in <paramref name="Currency"/> with four decimals; local work costs 0.</summary>
public sealed record UsageMetered(Guid RequestId, Guid JobId, Guid UserId, string Provider, string Model, long InputTokens, long OutputTokens, decimal Cost, string Currency, DateTimeOffset At);
