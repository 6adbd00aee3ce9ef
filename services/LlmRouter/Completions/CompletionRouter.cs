using SwipeReview.LlmRouter.Budgets;
using SwipeReview.LlmRouter.Data;
using SwipeReview.LlmRouter.Proposals;
using SwipeReview.LlmRouter.Providers;
using SwipeReview.LlmRouter.Providers.LanguageModels;
using SwipeReview.LlmRouter.Sharing;

namespace SwipeReview.LlmRouter.Completions;

/// <summary>What is asked of any language model, and for whom.</summary>
/// <param name="Wanted">Only this provider.</param>
/// <param name="WantedModel">Only this model.</param>
internal sealed record CompletionQuestion(Guid RequestId, Payer Payer, ModelQuestion Question, bool IsPrivate, string? Wanted, string? WantedModel);

/// <summary>How it was answered.</summary>
internal sealed record CompletionAnswer(Call Call, Completion Completion);

/// <summary>Free text from the first language model, in the usual order and under the usual conditions, that writes it to the end.</summary>
internal sealed partial class CompletionRouter(
    ProviderCatalogue catalogue, ProviderGate gate, Budget budget, RouterMetrics metrics, TimeProvider clock, ILogger<CompletionRouter> logger)
{
    private const string Task = "completion";

    /// <param name="onText">Told of each bit; null: what it was told so far is void, another model begins anew.</param>
    /// <param name="skips">Fills with who was passed over.</param>
    /// <param name="calls">Fills with the calls that came to nothing, but were made.</param>
    /// <returns>Null when nobody answered.</returns>
    public async Task<CompletionAnswer?> AskAsync(
        CompletionQuestion question, Action<string?> onText, ICollection<Skip> skips, ICollection<Call> calls, CancellationToken cancellationToken)
    {
        foreach (var candidate in catalogue.InOrder)
        {
            if (WhyNot(candidate, question) is { } reason)
            {
                skips.Add(new Skip(candidate.Name, reason));
                continue;
            }

            var provider = (LanguageModelProvider)candidate.Provider!;
            var (hasBegun, wasAsked) = (false, true);
            var call = NewCall(provider, question);
            var started = clock.GetTimestamp();
            try
            {
                var completion = await AskAsync(provider, question, Hear, cancellationToken);
                (call.InputTokens, call.OutputTokens, call.IsEstimate) = completion.Usage;
                (call.Outcome, call.Cost) = (CallOutcome.Answered, provider.Price.Of(completion.Usage));
                AddOutrun(provider, question, calls, completion.Outrun);
                return new CompletionAnswer(call, completion);
            }
            catch (ProviderException fault)
            {
                LogFailed(logger, provider.Name, provider.Model, fault.Message);
                skips.Add(new Skip(provider.Name, fault.Reason, fault.Message));
                (call.InputTokens, call.OutputTokens, call.IsEstimate) = fault.Used;
                call.Cost = provider.Price.Of(fault.Used);
                wasAsked = fault.Reason == SkipReason.Failed;
                if (hasBegun)
                {
                    onText(null);
                }
            }
            finally
            {
                call.DurationMs = (int)clock.GetElapsedTime(started).TotalMilliseconds;
                metrics.Asked(provider.Name, Task, call.Outcome, clock.GetElapsedTime(started));
                metrics.Used(provider.Name, new TokenUsage(call.InputTokens, call.OutputTokens), call.Cost);
                if (wasAsked && !call.IsServed)
                {
                    calls.Add(call);
                }
            }

            void Hear(string text)
            {
                call.FirstMs ??= (int)clock.GetElapsedTime(started).TotalMilliseconds;
                hasBegun = true;
                onText(text);
            }
        }

        return null;
    }

    private async Task<Completion> AskAsync(LanguageModelProvider provider, CompletionQuestion question, Action<string> hear, CancellationToken cancellationToken)
    {
        var asked = provider.Fit(question.Question)
            ?? throw new ProviderException("The question and its answer don't fit into the model's window.") { Reason = SkipReason.Incapable };
        await using var place = await gate.EnterAsync(provider, cancellationToken);
        var most = provider.Price.IsFree ? 0 : provider.Price.Of(new TokenUsage(asked.CountTokens(provider.Model), asked.MaxTokens));
        var booking = await budget.BookAsync(question.Payer, most, cancellationToken)
            ?? throw new ProviderException("What may be spent today is spent.") { Reason = SkipReason.BudgetSpent };
        try
        {
            var completion = await provider.Patient.AskAsync(asked, hear, cancellationToken);
            await booking.SettleAsync(provider.Price.Of(completion.Usage + completion.Outrun));
            return completion;
        }
        catch (ProviderException fault)
        {
            await booking.SettleAsync(provider.Price.Of(fault.Used));
            throw;
        }
    }

    private static SkipReason? WhyNot(ProviderCatalogue.Candidate candidate, CompletionQuestion question)
    {
        var reason = ProviderRouter.WhyNot(candidate, question.Wanted, question.IsPrivate, provider => provider is LanguageModelProvider);
        return reason is null && question.WantedModel is { } model && !model.Equals(candidate.Provider!.Model, StringComparison.OrdinalIgnoreCase) ? SkipReason.NotWanted : reason;
    }

    private void AddOutrun(LanguageModelProvider provider, CompletionQuestion question, ICollection<Call> calls, TokenUsage outrun)
    {
        if (outrun != default)
        {
            var call = NewCall(provider, question);
            (call.InputTokens, call.OutputTokens, call.IsEstimate) = outrun;
            (call.Outcome, call.Cost) = (CallOutcome.Outrun, provider.Price.Of(outrun));
            calls.Add(call);
        }
    }

    private Call NewCall(LanguageModelProvider provider, CompletionQuestion question) => new()
    {
        RequestId = question.RequestId,
        UserId = question.Payer.UserId,
        Provider = provider.Name,
        Model = provider.Model,
        PromptVersion = Task,
        LeavesMachine = provider.LeavesMachine(),
        CreatedAt = clock.GetUtcNow(),
    };

    [LoggerMessage(LogLevel.Warning, "The provider {Provider} with {Model} failed: {Reason}")]
    private static partial void LogFailed(ILogger logger, string provider, string model, string reason);
}
