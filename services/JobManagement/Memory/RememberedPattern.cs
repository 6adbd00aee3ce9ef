using SwipeReview.JobManagement.Changes;
using SwipeReview.JobManagement.Work;

namespace SwipeReview.JobManagement.Memory;

/// <summary>What a person said about a rule.</summary>
internal enum RuleAnswer
{
    None,
    On,

    /// <summary>Not wanted: nor is it proposed again.</summary>
    Off,
}

/// <summary>What a person told their memory about a pattern.</summary>
internal sealed class RememberedPattern
{
    public Guid UserId { get; init; }
    public Guid PatternId { get; init; }
    public required string Pattern { get; init; }
    public required string Category { get; init; }

    /// <summary>To "never suggest …".</summary>
    public RuleAnswer Rule { get; set; }

    /// <summary>Off: nothing is learned of it, and nothing is done with what was.</summary>
    public bool IsOn { get; set; } = true;
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>The rule, if it is one.</summary>
    public string Words => PatternWords.NeverSuggest(Category, Pattern);

    public static Guid IdOf(Change change) => IdOf(change.UserId, change.Category, change.Pattern);

    public static Guid IdOf(Guid userId, string category, string pattern) => StableId.Of(userId, $"pattern\n{category}\n{pattern}");
}

/// <summary>A pattern that was forgotten, by its id alone.</summary>
internal sealed class ForgottenPattern
{
    public Guid UserId { get; init; }
    public Guid PatternId { get; init; }
    public DateTimeOffset At { get; set; }
}

/// <summary>A hidden change that the person brought back, by its fingerprint alone.</summary>
internal sealed class RestoredChange
{
    public Guid UserId { get; init; }
    public Guid Fingerprint { get; init; }
    public Guid PatternId { get; init; }
    public DateTimeOffset At { get; init; }
}
