namespace SwipeReview.LlmRouter.Providers;

/// <summary>Why a provider wasn't the one that answered.</summary>
internal enum SkipReason
{
    /// <summary>The user asked for another.</summary>
    NotWanted,

    /// <summary>The job may not leave this machine.</summary>
    Private,

    /// <summary>It can't do this task, or not in this language, or not with a wish.</summary>
    Incapable,

    /// <summary>It is known, and not set up here.</summary>
    NotConfigured,

    /// <summary>It failed too often and is left alone for a while.</summary>
    BreakerOpen,

    /// <summary>It costs, and what may be spent today is spent.</summary>
    BudgetSpent,

    /// <summary>No place became free in time.</summary>
    Busy,

    /// <summary>There are blocks that it could not read.</summary>
    Unread,

    /// <summary>It was asked and did not answer.</summary>
    Failed,

    /// <summary>More of its answer than not had nothing to do with the text.</summary>
    FailedChecks,
}

internal sealed record Skip(string Provider, SkipReason Reason, string? Detail = null);
