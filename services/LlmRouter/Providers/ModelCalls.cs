using System.Diagnostics;
using SwipeReview.LlmRouter.Budgets;
using SwipeReview.LlmRouter.Data;
using SwipeReview.LlmRouter.Proposals;
using SwipeReview.LlmRouter.Sharing;

namespace SwipeReview.LlmRouter.Providers;

/// <summary>Makes one call: from memory if it can, else with a place and a budget; and keeps account of it.</summary>
internal sealed class ModelCalls(AnswerCache cache, ProviderGate gate, Budget budget, Calibration calibration, RouterMetrics metrics, TimeProvider clock)
{
    /// <param name="show">Told of each proposal as it comes.</param>
    /// <returns>The answer, and what became of its drafts.</returns>
    /// <exception cref="ProviderException">There is none.</exception>
    public async Task<(ProviderAnswer Answer, Tally Tally)> MakeAsync(
        IProposalProvider provider, ProviderCall planned, Question question, Routing routing, Action<Found> show, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var tally = new Tally();
        var call = NewCall(provider, question);
        var wasAsked = true;
        using var activity = RouterActivity.Source.StartActivity($"ask {provider.Name}");
        activity?.SetTag("task", question.Request.Task.Name);
        try
        {
            var (answer, fromCache) = await cache.GetOrAskAsync(provider, planned.Request, question.Payer.UserId, AskAsync, cancellationToken);
            if (fromCache)
            {
                Hear(answer.Drafts);
                routing.Review.Drop(DropReason.Malformed, answer.Malformed, tally);
            }
            else
            {
                (call.InputTokens, call.OutputTokens, call.IsEstimate) = answer.Usage;
                call.Cost = answer.Cost;
                AddOutrun(provider, question, routing, answer.Outrun);
            }

            call.Outcome = fromCache ? CallOutcome.Cached : tally.FailsChecks ? CallOutcome.FailedChecks : CallOutcome.Answered;
            return (answer, tally);
        }
        catch (ProviderException fault)
        {
            (call.InputTokens, call.OutputTokens, call.IsEstimate) = fault.Used;
            call.Cost = provider.Price.Of(fault.Used);
            wasAsked = fault.Reason == SkipReason.Failed;
            activity?.SetStatus(ActivityStatusCode.Error, fault.Message);
            throw;
        }
        finally
        {
            call.DurationMs = Elapsed();
            call.Proposals = tally.Accepted;
            if (wasAsked)
            {
                routing.Add(call);
            }

            activity?.SetTag("outcome", call.Outcome);
            metrics.Asked(provider.Name, question.Request.Task.Name, call.Outcome, clock.GetElapsedTime(started));
            metrics.Used(provider.Name, new TokenUsage(call.InputTokens, call.OutputTokens), call.Cost);
            metrics.Dropped(provider.Name, tally.Dropped);
        }

        int Elapsed() => (int)clock.GetElapsedTime(started).TotalMilliseconds;

        void Hear(IReadOnlyList<Draft> drafts)
        {
            call.FirstMs ??= Elapsed();
            var sure = drafts.Select(draft => draft with { Confidence = calibration.Of(provider.Name, draft.Category, draft.Confidence) });
            foreach (var item in routing.Review.Consider(sure, planned.Passages, tally))
            {
                var found = new Found(item, call, Elapsed());
                routing.Add(found);
                show(found);
            }
        }

        async Task<(ProviderAnswer Answer, bool MayKeep)> AskAsync()
        {
            await using var place = await gate.EnterAsync(provider, cancellationToken);
            var booking = await budget.BookAsync(question.Payer, provider.MostItCosts(planned.Request), cancellationToken)
                ?? throw new ProviderException("What may be spent today is spent.") { Reason = SkipReason.BudgetSpent };
            try
            {
                var answer = await provider.ProposeAsync(planned.Request, Hear, cancellationToken);
                await booking.SettleAsync(answer.Cost + provider.Price.Of(answer.Outrun));
                routing.Review.Drop(DropReason.Malformed, answer.Malformed, tally);
                return (answer, answer.MayKeep && !tally.FailsChecks);
            }
            catch (ProviderException fault)
            {
                await booking.SettleAsync(provider.Price.Of(fault.Used));
                throw;
            }
        }
    }

    private void AddOutrun(IProposalProvider provider, Question question, Routing routing, TokenUsage outrun)
    {
        if (outrun != default)
        {
            var call = NewCall(provider, question);
            (call.InputTokens, call.OutputTokens, call.IsEstimate) = outrun;
            (call.Outcome, call.Cost) = (CallOutcome.Outrun, provider.Price.Of(outrun));
            routing.Add(call);
        }
    }

    private Call NewCall(IProposalProvider provider, Question question) => new()
    {
        RequestId = question.RequestId,
        UserId = question.Payer.UserId,
        Provider = provider.Name,
        Model = provider.Model,
        PromptVersion = question.Request.Task.PromptVersion,
        LeavesMachine = provider.LeavesMachine(),
        CreatedAt = clock.GetUtcNow(),
    };
}

internal static class RouterActivity
{
    public static readonly ActivitySource Source = new("SwipeReview.LlmRouter");
}
