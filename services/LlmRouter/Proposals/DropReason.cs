namespace SwipeReview.LlmRouter.Proposals;

/// <summary>Why a provider's draft never became a proposal.</summary>
internal enum DropReason
{
    /// <summary>The quote isn't in its block, or in several places with nothing to tell them apart.</summary>
    NotFound,

    /// <summary>It changes nothing.</summary>
    NoChange,

    /// <summary>It touches an address, code or a placeholder.</summary>
    Protected,

    /// <summary>It rewrites a passage where corrections were asked for.</summary>
    Rewrite,

    /// <summary>The replacement has characters that no paragraph may hold.</summary>
    Unprintable,

    /// <summary>A surer proposal makes the same change.</summary>
    Repeated,
}
