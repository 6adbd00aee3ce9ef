namespace SwipeReview.ServiceDefaults.Persistence;

/// <summary>A message that was decided on in a transaction and is to be published after it.</summary>
public sealed class OutboxMessage
{
    public long Seq { get; init; }

    /// <summary>The message's identity on the wire: consumers remember it in their inbox.</summary>
    public required Guid Id { get; init; }

    /// <summary>Full name of the contract.</summary>
    public required string Type { get; init; }

    public required string Body { get; init; }

    /// <summary>Messages with the same key are published in the order in which they were saved.</summary>
    public string? OrderKey { get; init; }

    public string? TraceParent { get; init; }

    public string? RequestId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
