using Polly.CircuitBreaker;
using SwipeReview.LlmRouter.Proposals;
using SwipeReview.LlmRouter.Tasks;

namespace SwipeReview.LlmRouter.Providers;

/// <summary>
/// Asks the providers in order, on this machine first, until everything is read. What one could not do, or did not to
/// the end, goes on to the next; each that was passed over is recorded with its reason. A private question never reaches
/// a provider off this machine: it is refused, not degraded.
/// </summary>
internal sealed partial class ProviderRouter(ProviderCatalogue catalogue, ModelCalls calls, TimeProvider clock, ILogger<ProviderRouter> logger)
{
    private const string Unserved = "unserved";
    private const string Failed = "failed";

    /// <param name="routing">Fills with what is done; what was done stays in it when this is cancelled.</param>
    /// <param name="show">Told of each proposal as it comes, from several threads.</param>
    public async Task AskAsync(Question question, Routing routing, Action<Found> show, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        IReadOnlyList<OpenPassage> open = [.. question.Request.Blocks.Select((block, index) => new OpenPassage(Passage.Whole(index, block.Text), Unserved))];
        var line = new Queue<ProviderCatalogue.Candidate>(catalogue.InOrder);
        var asked = new HashSet<IProposalProvider>();
        while ((open.Count > 0 || routing.Served is null) && line.TryDequeue(out var candidate))
        {
            if (WhyNot(candidate, question.Wanted, question.IsPrivate, provider => CanDo(provider, question.Request)) is { } reason)
            {
                routing.Add(new Skip(candidate.Name, reason));
                continue;
            }

            var round = new Round(candidate.Provider!, open);
            await WorkAsync(round, question, routing, show, cancellationToken);
            open = round.Left;
            if (round.BrokeOff && asked.Add(candidate.Provider!))
            {
                // The others go first; but an answer that broke off is a promise of one that doesn't.
                line.Enqueue(candidate);
            }
        }

        foreach (var left in open.Where(left => left.Why is not null))
        {
            routing.Unread[left.Passage.Block] = left.Why!;
        }

        routing.Duration = clock.GetElapsedTime(started);
    }

    /// <summary>Why a provider is not asked at all; null: it is.</summary>
    public static SkipReason? WhyNot(ProviderCatalogue.Candidate candidate, string? wanted, bool isPrivate, Func<IProposalProvider, bool> canDo)
    {
        if (wanted is not null && !wanted.Equals(candidate.Name, StringComparison.OrdinalIgnoreCase))
        {
            return SkipReason.NotWanted;
        }

        if (isPrivate && (candidate.Provider?.LeavesMachine() ?? candidate.Class == ProviderClass.Cloud))
        {
            return SkipReason.Private;
        }

        return candidate.Provider switch
        {
            null => SkipReason.NotConfigured,
            var provider when !canDo(provider) => SkipReason.Incapable,
            { Breaker: CircuitState.Open or CircuitState.Isolated } => SkipReason.BreakerOpen,
            _ => null,
        };
    }

    private static bool CanDo(IProposalProvider provider, ProviderRequest request) =>
        provider.CanDo(request.Task, request.Language) && (provider.Class.FollowsWishes() || string.IsNullOrWhiteSpace(request.Instructions));

    private async Task WorkAsync(Round round, Question question, Routing routing, Action<Found> show, CancellationToken cancellationToken)
    {
        var provider = round.Provider;
        try
        {
            if (round.Open.Count == 0)
            {
                routing.Name(provider.Name, provider.Model, hasRead: true);
                return;
            }

            var plan = provider.Plan(question.Request, [.. round.Open.Select(open => open.Passage)]).ToList();
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = provider.Limits.Parallel, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(plan, parallel, async (planned, token) => await CallAsync(round, planned, question, routing, show, token));
        }
        catch (ProviderException fault)
        {
            round.LeaveAll(Failed);
            Note(routing, provider, fault);
        }
    }

    private async Task CallAsync(Round round, ProviderCall planned, Question question, Routing routing, Action<Found> show, CancellationToken cancellationToken)
    {
        if (round.HasGivenUp)
        {
            round.Leave(planned.Passages, Failed);
            return;
        }

        try
        {
            var (answer, tally) = await calls.MakeAsync(round.Provider, planned, question, routing, show, cancellationToken);
            foreach (var (block, why) in answer.Unread)
            {
                round.Leave([planned.Passages[block]], why);
                routing.Add(new Skip(round.Provider.Name, SkipReason.Unread, why));
            }

            if (tally.FailsChecks)
            {
                round.LeaveRead(planned.Passages);
                routing.Add(new Skip(round.Provider.Name, SkipReason.FailedChecks));
            }

            routing.Name(round.Provider.Name, answer.Model, answer.Unread.Count < planned.Passages.Count);
        }
        catch (ProviderException fault)
        {
            round.BrokeOff |= fault.IsMidway;
            round.HasGivenUp |= fault is { IsMidway: false, IsAboutTheText: false };
            round.Leave(planned.Passages, fault.Reason == SkipReason.BudgetSpent ? "budget-spent" : Failed);
            Note(routing, round.Provider, fault);
        }
    }

    private void Note(Routing routing, IProposalProvider provider, ProviderException fault)
    {
        LogFailed(logger, provider.Name, provider.Model, fault.Message);
        routing.Add(new Skip(provider.Name, fault.Reason, fault.Message));
    }

    [LoggerMessage(LogLevel.Warning, "The provider {Provider} with {Model} failed: {Reason}")]
    private static partial void LogFailed(ILogger logger, string provider, string model, string reason);
}
