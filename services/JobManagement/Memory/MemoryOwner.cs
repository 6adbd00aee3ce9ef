namespace SwipeReview.JobManagement.Memory;

/// <summary>The switches of a person's memory.</summary>
internal sealed class MemoryOwner
{
    public Guid UserId { get; init; }

    /// <summary>Off: nothing is learned, and nothing is done with what was.</summary>
    public bool IsOn { get; set; } = true;

    /// <summary>Whether the autopilot may offer anything.</summary>
    public bool Autopilot { get; set; } = true;

    /// <summary>When everything was forgotten last.</summary>
    public DateTimeOffset? ForgottenAt { get; set; }
}
