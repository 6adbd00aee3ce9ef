using SwipeReview.ServiceDefaults;

namespace SwipeReview.Testing;

/// <summary>A service's clock, set forward as far as a test wants; timers run in real time.</summary>
public sealed class MovableClock : MicrosecondClock
{
    private long ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref ahead));

    public void Advance(TimeSpan time) => Interlocked.Add(ref ahead, time.Ticks);

    /// <summary>It is later until the result is disposed. Tokens know nothing of it.</summary>
    public IDisposable Later(TimeSpan time)
    {
        Advance(time);
        return new Return(this, time);
    }

    private sealed class Return(MovableClock clock, TimeSpan time) : IDisposable
    {
        public void Dispose() => clock.Advance(-time);
    }
}
