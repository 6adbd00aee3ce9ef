using System.Diagnostics;
using SwipeReview.LlmRouter.Proposals;
using SwipeReview.LlmRouter.Tasks;

namespace SwipeReview.LlmRouter.Providers;

/// <summary>
/// Asks the providers in order, on this machine first, until one answers. Each that was passed over is recorded with
/// its reason. A private request never reaches a provider off this machine: it is refused, not degraded.
/// </summary>
internal sealed partial class ProviderRouter(
    IEnumerable<IProposalProvider> providers, AnswerCache cache, RouterMetrics metrics, TimeProvider clock, ILogger<ProviderRouter> logger)
{
    /// <param name="request">What is to be done.</param>
    /// <param name="isPrivate">Nothing may leave this machine.</param>
    /// <param name="wanted">Only this provider, when the user asked for one.</param>
    public async Task<Routing> AskAsync(ProviderRequest request, bool isPrivate, string? wanted, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var skips = new List<Skip>();
        Served? unread = null;
        foreach (var provider in providers.OrderBy(provider => provider.Class))
        {
            if (WhyNot(provider, request, isPrivate, wanted) is { } reason)
            {
                skips.Add(new Skip(provider.Name, reason));
                continue;
            }

            try
            {
                var served = await AskAsync(provider, request, cancellationToken);
                if (request.Blocks.Count == 0 || served.Answer.Unread.Count < request.Blocks.Count)
                {
                    return new Routing(served, skips, clock.GetElapsedTime(started));
                }

                skips.Add(new Skip(provider.Name, SkipReason.Unread));
                unread ??= served;
            }
            catch (ProviderException fault)
            {
                LogFailed(logger, provider.Name, fault.Message);
                skips.Add(new Skip(provider.Name, SkipReason.Failed, fault.Message));
            }
        }

        // Nobody could read it: the first to say so answers, with nothing to propose.
        return new Routing(unread, skips, clock.GetElapsedTime(started));
    }

    private static SkipReason? WhyNot(IProposalProvider provider, ProviderRequest request, bool isPrivate, string? wanted)
    {
        if (wanted is not null && !wanted.Equals(provider.Name, StringComparison.OrdinalIgnoreCase))
        {
            return SkipReason.NotWanted;
        }

        if (isPrivate && provider.LeavesMachine())
        {
            return SkipReason.Private;
        }

        var capable = provider.CanDo(request.Task, request.Language)
            && (provider.Class.FollowsWishes() || string.IsNullOrWhiteSpace(request.Instructions));
        return capable ? null : SkipReason.Incapable;
    }

    private async Task<Served> AskAsync(IProposalProvider provider, ProviderRequest request, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var outcome = "failed";
        using var activity = RouterActivity.Source.StartActivity($"ask {provider.Name}");
        activity?.SetTag("task", request.Task.Name);
        try
        {
            var (answer, cached) = await cache.GetOrAskAsync(provider, request, cancellationToken);
            outcome = cached ? "cached" : "answered";
            activity?.SetTag("outcome", outcome);
            return new Served(provider, answer, cached);
        }
        catch (ProviderException fault)
        {
            activity?.SetStatus(ActivityStatusCode.Error, fault.Message);
            throw;
        }
        finally
        {
            metrics.Asked(provider.Name, request.Task.Name, outcome, clock.GetElapsedTime(started));
        }
    }

    [LoggerMessage(LogLevel.Warning, "The provider {Provider} failed: {Reason}")]
    private static partial void LogFailed(ILogger logger, string provider, string reason);
}

/// <summary>Why a provider wasn't the one that answered.</summary>
internal enum SkipReason
{
    /// <summary>The user asked for another.</summary>
    NotWanted,

    /// <summary>The job may not leave this machine.</summary>
    Private,

    /// <summary>It can't do this task, or not in this language.</summary>
    Incapable,

    /// <summary>It could read none of the blocks.</summary>
    Unread,

    /// <summary>It was asked and did not answer.</summary>
    Failed,
}

internal sealed record Skip(string Provider, SkipReason Reason, string? Detail = null);

internal sealed record Served(IProposalProvider Provider, ProviderAnswer Answer, bool FromCache)
{
    /// <summary>An answer from the cache was paid for when it was made.</summary>
    public decimal Cost => FromCache ? 0 : Answer.Cost;
}

/// <param name="Served">Null when no provider could or did.</param>
internal sealed record Routing(Served? Served, IReadOnlyList<Skip> Skips, TimeSpan Duration);

internal static class RouterActivity
{
    public static readonly ActivitySource Source = new("SwipeReview.LlmRouter");
}
