namespace SwipeReview.LlmRouter.Proposals;

/// <summary>Why a provider's draft never became a proposal.</summary>
internal enum DropReason
{
    /// <summary>The quote isn't in what the model was given, or in several places with nothing to tell them apart.</summary>
    NotFound,

    /// <summary>It changes nothing.</summary>
    NoChange,

    /// <summary>It touches an address, code, a placeholder, or a number where numbers are to stay.</summary>
    Protected,

    /// <summary>It rewrites a passage where corrections were asked for.</summary>
    Rewrite,

    /// <summary>The replacement has characters that no paragraph may hold.</summary>
    Unprintable,

    /// <summary>The same change was proposed before, by this answer or another.</summary>
    Repeated,

    /// <summary>Another answer already changes this place.</summary>
    Overlap,

    /// <summary>It is no edit at all: broken JSON, or without quote, replacement or block.</summary>
    Malformed,
}
