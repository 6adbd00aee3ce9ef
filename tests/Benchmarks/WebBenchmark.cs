using System.Text.Json.Serialization;
using SwipeReview.Testing;

namespace SwipeReview.Benchmarks;

/// <summary>The built web app as a phone gets it, by Lighthouse; and the deck under a finger, beside react-tinder-card.</summary>
internal sealed class WebBenchmark : ISystemBenchmark
{
    public string Name => "web";

    public string Measures => "Lighthouse on mobile settings; frames and input to paint at a quarter of the processor's speed";

    public async Task RunAsync(WholeSystem system, CancellationToken cancellationToken)
    {
        await WebScripts.InstallAsync();
        using var person = await Person.JoinAsync(system.Address, cancellationToken);
        var job = await person.SubmitAsync(await person.UploadAsync(TenPages.NeverSeenBefore(), cancellationToken), cancellationToken);
        _ = await person.FollowCardsAsync(job, cancellationToken).CountAsync(cancellationToken);
        var found = await WebScripts.RunAsync<Findings>("measure.mjs", [system.Address.ToString(), person.Email, Person.Password, job.ToString()], cancellationToken);

        Report.Table(
            ["page", "performance", "accessibility", "best practices", "first paint, ms", "largest paint, ms", "blocked, ms", "below 90"],
            found.Pages.Select(page => Row(page.Key, page.Value)));
        Console.WriteLine();
        Report.Table(
            ["deck under a finger", "frames", "in time, %", "with at most 16.7 ms of work, %", "frame p99, ms", "input to paint p50, ms", "p95, ms", "most, ms"],
            [Row("ours", found.Decks.Ours), Row("react-tinder-card 1.6.4", found.Decks.Theirs)]);
        Console.WriteLine();
        Report.Table(["by key", "input to paint p50, ms", "p95, ms", "most, ms"], [["ours", .. Paints(found.Keys)]]);
    }

    private static string[] Row(string page, Audit[] runs) =>
    [
        page, Report.Spread(runs.Select(run => run.Performance), "0"), Report.Spread(runs.Select(run => run.Accessibility), "0"),
        Report.Spread(runs.Select(run => run.BestPractices), "0"), Report.Spread(runs.Select(run => run.FirstPaint), "0"),
        Report.Spread(runs.Select(run => run.LargestPaint), "0"), Report.Spread(runs.Select(run => run.Blocking), "0"),
        string.Join(", ", runs.SelectMany(run => run.Faults).Distinct()),
    ];

    private static string[] Row(string name, Deck deck) =>
    [
        name, $"{deck.Frames}", $"{deck.InTime:0.0}", $"{deck.LightEnough:0.0}", $"{Sample.Percentile([.. deck.FrameTimes.Order()], 99):0.0}", .. Paints(deck.Paints),
    ];

    private static string[] Paints(double[] paints)
    {
        double[] sorted = [.. paints.Order()];
        return [$"{Sample.Percentile(sorted, 50):0}", $"{Sample.Percentile(sorted, 95):0}", $"{sorted[^1]:0}"];
    }

    private sealed record Findings(IReadOnlyDictionary<string, Audit[]> Pages, Decks Decks, double[] Keys);

    private sealed record Decks(Deck Ours, Deck Theirs);

    private sealed record Deck(int Frames, double InTime, double LightEnough, double[] FrameTimes, double[] Paints);

    private sealed record Audit(
        double Performance, double Accessibility, [property: JsonPropertyName("best-practices")] double BestPractices,
        double FirstPaint, double LargestPaint, double Blocking, string[] Faults);
}
