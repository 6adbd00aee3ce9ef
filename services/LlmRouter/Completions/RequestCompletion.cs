using System.Net.ServerSentEvents;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using SwipeReview.LlmRouter.Budgets;
using SwipeReview.LlmRouter.Data;
using SwipeReview.LlmRouter.Proposals;
using SwipeReview.LlmRouter.Providers;
using SwipeReview.LlmRouter.Providers.LanguageModels;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.LlmRouter.Completions;

/// <summary>
/// Free text from a language model, as server-sent events: <c>delta</c> for each bit, <c>reset</c> when another model
/// begins anew, <c>done</c> at the end, or <c>error</c> when nobody came to one. Metered as proposals are, once per request id.
/// </summary>
internal static class RequestCompletion
{
    private const int MostMessages = 200;
    private const int MostTokens = 64_000;
    private static readonly string[] Roles = ["user", "assistant"];

    /// <param name="Private">Nothing of it may leave this machine.</param>
    /// <param name="MaxTokens">Of the answer, 1–64,000.</param>
    /// <param name="Temperature">0–2; the model's own when it is missing.</param>
    public sealed record Request(
        Guid RequestId, Guid JobId, Guid UserId, bool Private, IReadOnlyList<ModelMessage> Messages, string? System = null, string? Provider = null,
        string? Model = null, int MaxTokens = 1_024, double? Temperature = null, string? Tier = null);

    public sealed record Delta(string Text);

    public sealed record Done(
        string Provider, string Model, ModelStop Stop, long InputTokens, long OutputTokens, bool IsEstimate, Money Cost, int LatencyMs, int? FirstMs,
        IReadOnlyList<SkippedProvider> Skipped);

    public static async Task<IResult> HandleAsync(
        Request request, CompletionRouter router, RouteLog log, MeterLine meter, IOptions<RouterOptions> options, CancellationToken cancellationToken)
    {
        if (Refuse(request) is { } refusal)
        {
            return refusal;
        }

        var events = Channel.CreateUnbounded<SseItem<string>>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        var work = WorkAsync(request, router, log, meter, options.Value.Currency, events.Writer, cancellationToken);

        // Nothing is answered before the first word: until then it can be refused as everything else. When the caller goes
        // away the work ends, and that ends the wait: not before, for it uses this request's services.
        return !await events.Reader.WaitToReadAsync(CancellationToken.None) && await work is { } nobody
            ? nobody
            : TypedResults.ServerSentEvents(ReadAsync(events.Reader, work, cancellationToken));
    }

    private static async IAsyncEnumerable<SseItem<string>> ReadAsync(
        ChannelReader<SseItem<string>> events, Task<ErrorResult?> work, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var item in events.ReadAllAsync(cancellationToken))
            {
                yield return item;
            }
        }
        finally
        {
            // The request's services live as long as what works with them.
            await ((Task)work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<ErrorResult?> WorkAsync(
        Request request, CompletionRouter router, RouteLog log, MeterLine meter, string currency, ChannelWriter<SseItem<string>> events, CancellationToken cancellationToken)
    {
        var (skips, failed, hasBegun) = (new List<Skip>(), new List<Call>(), false);
        var question = new CompletionQuestion(
            request.RequestId,
            new Payer(request.UserId, request.Tier),
            new ModelQuestion(request.System, request.Messages, Schema: null, request.MaxTokens, request.Temperature),
            request.Private,
            request.Provider,
            request.Model);
        try
        {
            var answer = await router.AskAsync(question, Hear, skips, failed, cancellationToken);
            if (answer is null)
            {
                var refusal = Refusal.Explain("completions", language: null, request.Provider, skips);
                if (hasBegun)
                {
                    events.TryWrite(Event("error", new { message = "No model came to an end; try again soon.", skipped = SkippedProvider.Of(skips) }));
                }

                return refusal;
            }

            var cost = await meter.MeterAsync(request.JobId, answer.Call);
            var (stop, usage, _) = answer.Completion;
            events.TryWrite(Event("done", new Done(
                answer.Call.Provider, answer.Call.Model, stop, usage.Input, usage.Output, usage.IsEstimate, Money.Of(cost, currency),
                answer.Call.DurationMs, answer.Call.FirstMs, SkippedProvider.Of(skips))));
            return null;
        }
        finally
        {
            if (failed.Count > 0)
            {
                await log.WriteCallsAsync(failed);
            }

            events.Complete();
        }

        void Hear(string? text)
        {
            hasBegun = true;
            events.TryWrite(text is null ? Event("reset", new { }) : Event("delta", new Delta(text)));
        }
    }

    private static SseItem<string> Event<T>(string name, T data) => new(JsonSerializer.Serialize(data, ApiJson.Options), name);

    private static ErrorResult? Refuse(Request request)
    {
        if (request.RequestId == Guid.Empty || request.JobId == Guid.Empty || request.UserId == Guid.Empty)
        {
            return ErrorResults.Validation("requestId, jobId and userId are needed.", "requestId");
        }

        if (request.Messages is not { Count: > 0 and <= MostMessages } messages || messages[^1]?.Role != Roles[0]
            || messages.Any(message => message?.Content is null || !Roles.Contains(message.Role)))
        {
            return ErrorResults.Validation($"Send 1 to {MostMessages} messages of user and assistant, the last the user's.", "messages");
        }

        if (request.MaxTokens is < 1 or > MostTokens)
        {
            return ErrorResults.Validation($"An answer has 1 to {MostTokens} tokens.", "maxTokens");
        }

        return request.Temperature is < 0 or > 2 ? ErrorResults.Validation("The temperature is between 0 and 2.", "temperature") : null;
    }
}
