namespace SwipeReview.LlmRouter.Data;

/// <summary>What a served request used. Written once per request and provider, together with the message that tells Payment.</summary>
internal sealed class Usage
{
    public required Guid RequestId { get; init; }

    public required Guid JobId { get; init; }

    public required Guid UserId { get; init; }

    public required string Provider { get; init; }

    public required string Model { get; init; }

    public required long InputTokens { get; init; }

    public required long OutputTokens { get; init; }

    public required decimal Cost { get; init; }

    public required string Currency { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
