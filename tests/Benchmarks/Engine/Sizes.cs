namespace SwipeReview.Benchmarks.Engine;

/// <summary>How much of everything. A small size takes a minute each and shows whether it works; its figures say little.</summary>
/// <param name="Jobs">No-op jobs of a round.</param>
/// <param name="Rounds">Of which the middle one counts.</param>
/// <param name="Pings">Jobs one after the other.</param>
/// <param name="Queue">Jobs that wait when workers begin.</param>
/// <param name="Listeners">To server-sent events at once.</param>
/// <param name="Decisions">Rows in the table that lists are read beside.</param>
/// <param name="Time">Of a steady load.</param>
internal sealed record Sizes(int Jobs, int Rounds, int Pings, int Queue, int Listeners, long Decisions, TimeSpan Time)
{
    public static Sizes Full => new(
        Jobs: 2_000, Rounds: 5, Pings: 200, Queue: 10_000, Listeners: 1_000,
        Decisions: long.TryParse(Environment.GetEnvironmentVariable("ENGINE_DECISIONS"), out var rows) ? rows : 10_000_000, Time: TimeSpan.FromSeconds(15));

    public static Sizes Small => new(Jobs: 100, Rounds: 1, Pings: 10, Queue: 200, Listeners: 50, Decisions: 100_000, Time: TimeSpan.FromSeconds(2));
}
