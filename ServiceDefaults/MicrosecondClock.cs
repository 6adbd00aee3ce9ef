namespace SwipeReview.ServiceDefaults;

/// <summary>
/// The system's clock in PostgreSQL's precision: a time that is answered before it is stored is the one that is read later.
/// </summary>
public class MicrosecondClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow()
    {
        var now = base.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
