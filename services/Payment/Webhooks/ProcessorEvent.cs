namespace SwipeReview.Payment.Webhooks;

internal enum EventOutcome
{
    Followed,

    /// <summary>Of a kind that nothing depends on.</summary>
    Ignored,

    /// <summary>About nothing of ours, or nothing any more.</summary>
    Unknown,
}

/// <summary>Something that a processor says has happened. It is a hint: what counts is what reading the object says.</summary>
internal sealed class ProcessorEvent
{
    public required string Processor { get; init; }

    /// <summary>The processor's; the same one comes as often as it likes.</summary>
    public required string Id { get; init; }

    public required string Type { get; init; }

    public required string ObjectId { get; init; }

    /// <summary>What the object is about: our payment or person, or the charge.</summary>
    public string? Reference { get; init; }

    public string? Customer { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public DateTimeOffset? DoneAt { get; private set; }

    public EventOutcome? Outcome { get; private set; }
}
