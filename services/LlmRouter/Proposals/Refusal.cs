using SwipeReview.LlmRouter.Providers;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.LlmRouter.Proposals;

/// <summary>Says in words why nobody served a request: what can be done about it differs.</summary>
internal static class Refusal
{
    public static ErrorResult Explain(RequestProposals.Request request, IReadOnlyList<Skip> skips)
    {
        if (skips.Any(skip => skip.Reason == SkipReason.Failed))
        {
            return ErrorResults.Unavailable("No model answers now; try again soon.");
        }

        var skipped = ("skipped", (object)skips.Select(skip => new { skip.Provider, skip.Reason }));
        if (skips.Any(skip => skip.Reason == SkipReason.Private))
        {
            return ErrorResults.Validation($"A private job stays on this machine, and no model here can do “{request.Task}”.", "private", skipped);
        }

        if (skips.Count > 0 && skips.All(skip => skip.Reason == SkipReason.NotWanted))
        {
            return ErrorResults.Validation($"The provider “{request.Provider}” is not set up here.", "provider", skipped);
        }

        var language = request.Language is null ? "" : $" in the language “{request.Language}”";
        return ErrorResults.Validation($"No model that is set up here can do “{request.Task}”{language}.", "task", skipped);
    }
}
