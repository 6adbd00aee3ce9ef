using SwipeReview.ServiceDefaults.Redis;

namespace SwipeReview.Gateway.Limits;

/// <summary>Counts in this process while Redis is away: each instance then allows the whole limit, which still stops a flood.</summary>
internal sealed class LocalLimiter(TimeProvider clock)
{
    private const int SweepAt = 10_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Count> counts = new(StringComparer.Ordinal);

    public RateLimitLease Take(string key, int limit, TimeSpan window)
    {
        var now = clock.GetUtcNow();
        lock (gate)
        {
            if (counts.Count >= SweepAt)
            {
                Sweep(now);
            }

            if (!counts.TryGetValue(key, out var count) || count.Ends <= now)
            {
                count = new Count(0, now + window);
            }

            count = count with { Taken = count.Taken + 1 };
            counts[key] = count;
            return new RateLimitLease(count.Taken <= limit, limit, Math.Max(0, limit - count.Taken), (int)Math.Ceiling((count.Ends - now).TotalSeconds));
        }
    }

    private void Sweep(DateTimeOffset now)
    {
        foreach (var (key, count) in counts)
        {
            if (count.Ends <= now)
            {
                counts.Remove(key);
            }
        }

        // All of them alive: forgetting them is cheaper than a memory that strangers can fill.
        if (counts.Count >= SweepAt)
        {
            counts.Clear();
        }
    }

    private readonly record struct Count(int Taken, DateTimeOffset Ends);
}
