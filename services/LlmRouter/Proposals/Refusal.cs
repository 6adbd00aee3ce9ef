using SwipeReview.LlmRouter.Providers;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.LlmRouter.Proposals;

/// <summary>Says in words why nobody served a request: what can be done about it differs.</summary>
internal static class Refusal
{
    /// <param name="wish">What was asked for, as in “can do …”.</param>
    /// <param name="wanted">The provider that was asked for.</param>
    public static ErrorResult Explain(string wish, string? language, string? wanted, IReadOnlyList<Skip> skips)
    {
        if (Any(SkipReason.Failed, SkipReason.BreakerOpen, SkipReason.Busy))
        {
            return ErrorResults.Unavailable("No model answers now; try again soon.");
        }

        var skipped = ("skipped", (object)skips.Select(skip => new { skip.Provider, skip.Reason }));
        if (Any(SkipReason.BudgetSpent))
        {
            return ErrorResults.Validation($"What may be spent on models today is spent, and no free one can do “{wish}”. Try again tomorrow.", "budget", skipped);
        }

        if (Any(SkipReason.Private))
        {
            return ErrorResults.Validation($"A private job stays on this machine, and no model here can do “{wish}”.", "private", skipped);
        }

        if (wanted is not null && !Any(SkipReason.Incapable))
        {
            return ErrorResults.Validation($"The provider “{wanted}” is not set up here.", "provider", skipped);
        }

        var tongue = language is null ? "" : $" in the language “{language}”";
        return ErrorResults.Validation($"No model that is set up here can do “{wish}”{tongue}.", "task", skipped);

        bool Any(params SkipReason[] reasons) => skips.Any(skip => reasons.Contains(skip.Reason));
    }
}
