using System.Security.Cryptography;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using SwipeReview.LlmRouter.Budgets;
using SwipeReview.LlmRouter.Data;
using SwipeReview.LlmRouter.Providers;
using SwipeReview.LlmRouter.Tasks;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.LlmRouter.Proposals;

/// <summary>
/// Proposals for a group of blocks of one job: all together as JSON, or as they come as lines of JSON. Asking again with
/// the same request id is metered once.
/// </summary>
internal static class RequestProposals
{
    /// <param name="RequestId">The caller's; the same one for every retry.</param>
    /// <param name="Private">Nothing of it may leave this machine.</param>
    /// <param name="Provider">Only this one, when the user asked for it.</param>
    /// <param name="Language">BCP 47; the text is looked at when it is missing.</param>
    /// <param name="Tier">Whose budget counts beside the person's own.</param>
    /// <param name="Context">What helps to understand the blocks and is not to be edited.</param>
    /// <param name="KeepNumbers">No number may change; a wish that says so has the same effect.</param>
    public sealed record Request(
        Guid RequestId, Guid JobId, Guid UserId, string Task, bool Private, IReadOnlyList<TextBlock> Blocks,
        string? Instructions = null, string? Provider = null, string? Language = null, string? Tier = null, DocumentContext? Context = null, bool KeepNumbers = false);

    public static async Task<IResult> HandleAsync(
        Request request, HttpContext http, ProviderRouter router, RouteLog log, IOptions<RouterOptions> options, CancellationToken cancellationToken)
    {
        if (RequestRules.Refuse(request, options.Value) is { } refusal)
        {
            return refusal;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(What(request), ApiJson.Options)));
        var earlier = await log.FindServedAsync(request.RequestId, cancellationToken);
        if (earlier is not null && earlier.RequestHash != hash)
        {
            return ErrorResults.Conflict("This requestId was used for another request.", ("field", "requestId"));
        }

        var work = new Work(request, hash, earlier is not null, router, log, options.Value.Currency);
        return LineByLine.IsWanted(http.Request) ? await LineByLine.StartAsync(work, cancellationToken) : await work.ToJsonAsync(cancellationToken);
    }

    // What makes it another request; not what merely helps.
    private static object What(Request request) => new
    {
        request.RequestId, request.JobId, request.UserId, request.Task, request.Private, request.Blocks, request.Instructions, request.Provider, request.Language,
    };

    /// <summary>One request under way.</summary>
    internal sealed class Work(Request request, string hash, bool isRepeat, ProviderRouter router, RouteLog log, string currency)
    {
        private readonly ProposalTask task = ProposalTask.Find(request.Task)!;
        private readonly TextBlock[] blocks = [.. request.Blocks.Where(RequestRules.IsProse)];

        public async Task<IResult> ToJsonAsync(CancellationToken cancellationToken)
        {
            var (routing, cost) = await RunAsync(_ => { }, cancellationToken);
            return routing.Served is not { } served ? Refuse(routing) : TypedResults.Ok(new ProposalSet(
                served.Provider, served.Model, [.. routing.Found.Select(found => Proposal.Of(found, currency))], routing.Review.Total.Dropped.Values.Sum(),
                Unread(routing), cost, SkippedProvider.Of(routing.Skips), routing.Review.Total.Dropped));
        }

        /// <summary>Lines go to <paramref name="lines"/> as they come, which ends with the last.</summary>
        /// <returns>What to answer instead when nobody served it.</returns>
        public async Task<ErrorResult?> ToLinesAsync(ChannelWriter<object> lines, CancellationToken cancellationToken)
        {
            try
            {
                var (routing, cost) = await RunAsync(found => lines.TryWrite(new ProposalsLine([Proposal.Of(found, currency)])), cancellationToken);
                if (routing.Served is not { } served)
                {
                    lines.Complete();
                    return Refuse(routing);
                }

                lines.TryWrite(new ProposalsDone(true, cost, SkippedProvider.Of(routing.Skips), routing.Review.Total.Dropped, Unread(routing), served.Provider, served.Model));
                lines.Complete();
                return null;
            }
            catch (Exception fault)
            {
                lines.TryComplete(fault);
                throw;
            }
        }

        private async Task<(Routing Routing, Money Cost)> RunAsync(Action<Found> show, CancellationToken cancellationToken)
        {
            var keepNumbers = request.KeepNumbers || Protection.KeepsNumbers(request.Instructions);
            var question = new Question(
                request.RequestId,
                new Payer(request.UserId, request.Tier),
                new ProviderRequest(task, request.Instructions, request.Language, blocks, request.Context, keepNumbers),
                request.Private,
                request.Provider);
            var routing = new Routing(question);
            try
            {
                await router.AskAsync(question, routing, show, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                await log.WriteCallsAsync(routing.Calls);
                throw;
            }

            // A repeat is charged what the first was: its answer may have been lost on the way.
            var cost = isRepeat ? await log.CostAsync(request.RequestId, cancellationToken) : await log.WriteAsync(request, task, hash, routing, cancellationToken);
            return (routing, Money.Of(cost, currency));
        }

        private ErrorResult Refuse(Routing routing) => Refusal.Explain(request.Task, request.Language, request.Provider, routing.Skips);

        private IReadOnlyList<UnreadBlock> Unread(Routing routing) =>
            [.. routing.Unread.OrderBy(unread => unread.Key).Select(unread => new UnreadBlock(blocks[unread.Key].Id, unread.Value))];
    }
}
