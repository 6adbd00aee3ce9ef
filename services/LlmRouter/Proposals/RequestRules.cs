using SwipeReview.LlmRouter.Providers;
using SwipeReview.LlmRouter.Tasks;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.LlmRouter.Proposals;

/// <summary>What a request for proposals must be like.</summary>
internal static class RequestRules
{
    private const int MostTerms = 200;
    private const int LongestContext = 20_000;

    public static ErrorResult? Refuse(RequestProposals.Request request, RouterOptions limits)
    {
        if (request.RequestId == Guid.Empty || request.JobId == Guid.Empty || request.UserId == Guid.Empty)
        {
            return ErrorResults.Validation("requestId, jobId and userId are needed.", "requestId");
        }

        if (ProposalTask.Find(request.Task) is null)
        {
            return ErrorResults.Validation($"There is no task “{request.Task}”.", "task", ("tasks", ProposalTask.Names));
        }

        if (request.Blocks is not { Count: > 0 } blocks || blocks.Count > limits.MaxBlocks)
        {
            return ErrorResults.Validation($"Send 1 to {limits.MaxBlocks} blocks.", "blocks", ("maxBlocks", limits.MaxBlocks));
        }

        if (blocks.Any(block => string.IsNullOrEmpty(block?.Id) || block.Text is null) || blocks.DistinctBy(block => block.Id).Count() < blocks.Count)
        {
            return ErrorResults.Validation("Each block needs a text and an id of its own.", "blocks");
        }

        var characters = blocks.Sum(block => block.Text.Length);
        if (characters > limits.MaxCharacters)
        {
            return ErrorResults.Validation($"At most {limits.MaxCharacters} characters a request.", "blocks", ("maxCharacters", limits.MaxCharacters), ("characters", characters));
        }

        return request.Context is { } context && (context.Glossary?.Count > MostTerms || Length(context) > LongestContext)
            ? ErrorResults.Validation($"The context has at most {MostTerms} terms and {LongestContext} characters.", "context")
            : null;
    }

    public static bool IsProse(TextBlock block) =>
        !string.IsNullOrWhiteSpace(block.Text) && !string.Equals(block.Kind, "code", StringComparison.OrdinalIgnoreCase);

    private static int Length(DocumentContext context) =>
        (context.Title?.Length ?? 0) + (context.Before?.Length ?? 0) + (context.After?.Length ?? 0) + (context.Glossary?.Sum(term => term?.Length ?? 0) ?? 0);
}
