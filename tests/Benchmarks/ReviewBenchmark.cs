using System.Diagnostics;
using SwipeReview.Testing;

namespace SwipeReview.Benchmarks;

/// <summary>What a person waits for: from the end of the upload, over the broker and a worker, to the events in the browser.</summary>
internal sealed class ReviewBenchmark : ISystemBenchmark
{
    private const int Runs = 7;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public string Name => "review";

    public string Measures => "a 10-page docx by the local models, from the upload's end to the first card and to ready";

    public async Task RunAsync(WholeSystem system, CancellationToken cancellationToken)
    {
        using var person = await Person.JoinAsync(system.Address, cancellationToken);
        var first = await ReviewAsync(person, TenPages.NeverSeenBefore(), cancellationToken);
        var (unknown, known) = (new List<Times>(), new List<Times>());
        for (var run = 0; run < Runs; run++)
        {
            var pages = TenPages.NeverSeenBefore();
            unknown.Add(await ReviewAsync(person, pages, cancellationToken));
            known.Add(await ReviewAsync(person, pages, cancellationToken));
        }

        Report.Table(
            [$"median of {Runs} (range)", "first card, ms", "ready, ms", "cards"],
            [Row("the first one after the start", [first]), Row("a text never seen before", unknown), Row("the same text again, answered from the router's memory", known)]);
    }

    private static string[] Row(string what, List<Times> runs) =>
        [what, Report.Spread(runs.Select(run => run.FirstCard), "0"), Report.Spread(runs.Select(run => run.Ready), "0"), $"{runs[^1].Cards}"];

    private static async Task<Times> ReviewAsync(Person person, byte[] docx, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        var file = await person.UploadAsync(docx, patience.Token);
        var uploaded = Stopwatch.GetTimestamp();
        var job = await person.SubmitAsync(file, patience.Token);
        var (firstCard, cards) = (0.0, 0);
        await foreach (var _ in person.FollowCardsAsync(job, patience.Token))
        {
            if (++cards == 1)
            {
                firstCard = Stopwatch.GetElapsedTime(uploaded).TotalMilliseconds;
            }
        }

        return new Times(firstCard, Stopwatch.GetElapsedTime(uploaded).TotalMilliseconds, cards);
    }

    private sealed record Times(double FirstCard, double Ready, int Cards);
}
