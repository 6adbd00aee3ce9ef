using System.Diagnostics;
using System.Net.Http.Json;

namespace SwipeReview.Benchmarks.Routing;

/// <summary>Many who ask the same at the same moment: one call is made, and all wait about as long as one would.</summary>
internal sealed class SingleFlightBenchmark : IRouterBenchmark
{
    private const int Count = 100;
    private const int Rounds = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public string Name => "single-flight";

    public string Measures => $"{Count} equal requests for proposals at once, of a model that takes {Pause.TotalMilliseconds:0} ms";

    public async Task RunAsync(RouterLab lab, CancellationToken cancellationToken)
    {
        await using var vendor = await StubVendor.StartAsync();
        await using var router = await lab.StartAsync(vendor.Settings(), cores: null, cancellationToken);
        using var http = router.Jobs();
        await AskAsync(http, "what a first request needs", 1, cancellationToken);
        vendor.Pause = Pause;

        var rows = new List<string[]>();
        foreach (var count in (int[])[1, Count])
        {
            var times = new List<double>();
            var before = vendor.Asked;
            for (var round = 0; round < Rounds; round++)
            {
                var started = Stopwatch.GetTimestamp();
                await AskAsync(http, $"{count} people ask this in round {round}", count, cancellationToken);
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }

            rows.Add([$"{count}", $"{(vendor.Asked - before) / (double)Rounds:0.0}", Report.Spread(times, "0")]);
        }

        Report.Table(["requests at once", "calls of the model", $"all answered after, ms, median of {Rounds} (range)"], rows);
    }

    private static Task AskAsync(HttpClient http, string text, int count, CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(async _ =>
        {
            using var answer = await http.PostAsJsonAsync(
                "/internal/proposals",
                new
                {
                    requestId = Guid.CreateVersion7(),
                    jobId = Guid.CreateVersion7(),
                    userId = Guid.CreateVersion7(),
                    task = "tone",
                    instructions = "Friendlier.",
                    @private = false,
                    provider = "openai",
                    blocks = new[] { new { id = "1", kind = "paragraph", text } },
                },
                cancellationToken);
            answer.EnsureSuccessStatusCode();
        }));
}
