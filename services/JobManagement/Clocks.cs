namespace SwipeReview.JobManagement;

internal static class Clocks
{
    /// <summary>The time as PostgreSQL keeps it, in microseconds: what is answered before a save equals what is read after it.</summary>
    public static DateTimeOffset Now(this TimeProvider clock) => clock.GetUtcNow().ToMicroseconds();

    public static DateTimeOffset ToMicroseconds(this DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
}
