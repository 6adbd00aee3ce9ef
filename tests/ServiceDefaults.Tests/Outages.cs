using System.Diagnostics;
using SwipeReview.Testing;

namespace SwipeReview.ServiceDefaults.Tests;

/// <summary>How soon a service must be its old self after an outage of a server.</summary>
internal static class Outages
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    /// <summary>Asks until it holds, and fails when that took longer than a service may take.</summary>
    public static async Task IsSoonAsync(Func<Task<bool>> holds, string what, ITestOutputHelper output)
    {
        var waiting = Stopwatch.GetTimestamp();
        await Eventually.BeTrueAsync(holds, what, TimeSpan.FromSeconds(60));
        var took = Stopwatch.GetElapsedTime(waiting);
        output.WriteLine($"{what}: {took.TotalSeconds:0.00} s");
        Assert.InRange(took, TimeSpan.Zero, Soon);
    }
}
