using SwipeReview.LlmRouter.Providers;

namespace SwipeReview.LlmRouter.Data;

/// <summary>How one request was served: by whom, why not by others, and with what result. Holds no text of the document.</summary>
internal sealed class Route
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The caller's id: of all routes of one request, one at most has a provider.</summary>
    public required Guid RequestId { get; init; }

    public required Guid JobId { get; init; }

    public required Guid UserId { get; init; }

    public required string Task { get; init; }

    public required int TaskVersion { get; init; }

    /// <summary>Null when nobody could serve it.</summary>
    public string? Provider { get; init; }

    public string? Model { get; init; }

    public bool LeftMachine { get; init; }

    public bool FromCache { get; init; }

    /// <summary>SHA-256 of the request: the same id with another content is refused.</summary>
    public required string RequestHash { get; init; }

    public required int Blocks { get; init; }

    public required int Characters { get; init; }

    public int Proposals { get; init; }

    public int Dropped { get; init; }

    /// <summary>Who was passed over, and why.</summary>
    public required IReadOnlyList<Skip> Skips { get; init; }

    public required int DurationMs { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
