using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using SwipeReview.LlmRouter.Data;
using SwipeReview.LlmRouter.Providers;
using SwipeReview.LlmRouter.Tasks;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.LlmRouter.Proposals;

/// <summary>Proposals for a group of blocks of one job. Asking again with the same request id is metered once.</summary>
internal static class RequestProposals
{
    /// <param name="RequestId">The caller's; the same one for every retry.</param>
    /// <param name="Private">Nothing of it may leave this machine.</param>
    /// <param name="Provider">Only this one, when the user asked for it.</param>
    /// <param name="Language">BCP 47; the text is looked at when it is missing.</param>
    public sealed record Request(
        Guid RequestId, Guid JobId, Guid UserId, string Task, bool Private, IReadOnlyList<TextBlock> Blocks,
        string? Instructions = null, string? Provider = null, string? Language = null);

    /// <param name="Dropped">Drafts that did not become proposals.</param>
    /// <param name="Unread">Blocks that the provider could not work on.</param>
    public sealed record Response(
        string Provider, string Model, IReadOnlyList<Proposal> Items, int Dropped, IReadOnlyList<UnreadBlock> Unread, Money Cost);

    /// <summary>Offsets are UTF-16 code units of the block's text.</summary>
    public sealed record Proposal(
        string BlockId, int Start, int End, string Original, string Replacement, string Category, string Pattern, double Confidence,
        string Reason, string Provider, string Model, bool LeftMachine);

    public sealed record UnreadBlock(string BlockId, string Reason);

    public static async Task<Results<Ok<Response>, ErrorResult>> HandleAsync(
        Request request, ProviderRouter router, RouteLog log, RouterMetrics metrics, IOptions<RouterOptions> options, CancellationToken cancellationToken)
    {
        if (Refuse(request, options.Value) is { } refusal)
        {
            return refusal;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request, ApiJson.Options)));
        var earlier = await log.FindServedAsync(request.RequestId, cancellationToken);
        if (earlier is not null && earlier.RequestHash != hash)
        {
            return ErrorResults.Conflict("This requestId was used for another request.", ("field", "requestId"));
        }

        var task = ProposalTask.Find(request.Task)!;
        var blocks = request.Blocks.Where(IsProse).ToArray();
        var question = new ProviderRequest(task, request.Instructions, request.Language, blocks);
        var routing = await router.AskAsync(question, request.Private, earlier?.Provider ?? request.Provider, cancellationToken);
        var review = DraftReview.Of(task, blocks, routing.Served?.Answer.Drafts ?? []);
        if (earlier is null)
        {
            await log.WriteAsync(request, task, hash, routing, review, cancellationToken);
        }

        if (routing.Served is not { } served)
        {
            return Refusal.Explain(request, routing.Skips);
        }

        metrics.Dropped(served.Provider.Name, review.Dropped);
        return TypedResults.Ok(new Response(
            served.Provider.Name,
            served.Answer.Model,
            [.. review.Accepted.Select(item => ToProposal(item, served))],
            review.DroppedTotal,
            [.. served.Answer.Unread.OrderBy(unread => unread.Key).Select(unread => new UnreadBlock(blocks[unread.Key].Id, unread.Value))],
            Money.Of(served.Cost, options.Value.Currency)));
    }

    private static Proposal ToProposal(DraftReview.Item item, Served served) => new(
        item.Block.Id, item.Edit.Start, item.Edit.End, item.Edit.Original, item.Edit.Replacement, item.Draft.Category,
        item.Draft.Pattern ?? Patterns.Of(item.Draft.Category, item.Edit), item.Draft.Confidence, item.Draft.Reason,
        served.Provider.Name, served.Answer.Model, served.Provider.LeavesMachine());

    private static ErrorResult? Refuse(Request request, RouterOptions limits)
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
        return characters > limits.MaxCharacters
            ? ErrorResults.Validation($"At most {limits.MaxCharacters} characters a request.", "blocks", ("maxCharacters", limits.MaxCharacters), ("characters", characters))
            : null;
    }

    private static bool IsProse(TextBlock block) =>
        !string.IsNullOrWhiteSpace(block.Text) && !string.Equals(block.Kind, "code", StringComparison.OrdinalIgnoreCase);
}
