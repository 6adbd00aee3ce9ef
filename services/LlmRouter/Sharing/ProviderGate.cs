using SwipeReview.LlmRouter.Providers;
using SwipeReview.ServiceDefaults.Redis;

namespace SwipeReview.LlmRouter.Sharing;

/// <summary>Lets no more calls through to a provider at once, and in a minute, than it takes, over all instances.</summary>
internal sealed class ProviderGate(SharedPlaces places, RedisRateLimiter rates, TimeProvider clock)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan LongestLook = TimeSpan.FromMilliseconds(400);

    /// <exception cref="ProviderException">No place became free in time.</exception>
    public async Task<IAsyncDisposable?> EnterAsync(IProposalProvider provider, CancellationToken cancellationToken)
    {
        var limits = provider.Limits;
        await WaitForRateAsync(provider.Name, limits, cancellationToken);
        if (limits.Concurrent == 0)
        {
            return null;
        }

        var started = clock.GetTimestamp();
        for (var pause = Look; ; pause = pause < LongestLook ? pause * 1.5 : LongestLook)
        {
            if (await places.TryTakeAsync($"llm:places:{provider.Name}:{provider.Model}", limits.Concurrent) is { } place)
            {
                return place;
            }

            if (clock.GetElapsedTime(started) + pause > limits.LongestWait)
            {
                throw new ProviderException($"All its {limits.Concurrent} places are taken.") { Reason = SkipReason.Busy };
            }

            await Task.Delay(pause, clock, cancellationToken);
        }
    }

    private async Task WaitForRateAsync(string provider, ProviderLimits limits, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        while (limits.CallsPerMinute > 0
            && await rates.TakeAsync($"llm:{provider}", limits.CallsPerMinute, TimeSpan.FromMinutes(1)) is { IsAllowed: false } full)
        {
            var wait = TimeSpan.FromSeconds(full.ResetSeconds);
            if (clock.GetElapsedTime(started) + wait > limits.LongestWait)
            {
                throw new ProviderException($"Its {limits.CallsPerMinute} calls of this minute are made.") { Reason = SkipReason.Busy };
            }

            await Task.Delay(wait, clock, cancellationToken);
        }
    }
}
