using System.Diagnostics;
using System.Text.Json.Nodes;
using SwipeReview.Testing.Stripe;

namespace SwipeReview.Benchmarks.Payments;

/// <summary>How fast events are taken, and how fast what they ask for is done: each reads its checkout anew and books it.</summary>
internal sealed class WebhookBenchmark : IPaymentBenchmark
{
    private const int Payments = 1_000;
    private const int Connections = 16;

    public string Name => "webhooks";

    public string Measures => "Stripe's events taken, followed and booked, with the ledger on";

    public async Task RunAsync(PaymentLab lab, CancellationToken cancellationToken)
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, Payments), Options(cancellationToken), async (_, token) => await lab.PayAsync(token));
        var events = lab.Stripe.Books.Events.Where(said => (string)said["type"]! == "checkout.session.completed").ToArray();

        var started = Stopwatch.GetTimestamp();
        var taken = await DeliverAsync(lab, events, cancellationToken);
        while (await lab.CountAsync("payments where status = 'settled'", cancellationToken) < Payments)
        {
            await Task.Delay(20, cancellationToken);
        }

        var booked = Stopwatch.GetElapsedTime(started);
        var repeated = await DeliverAsync(lab, [.. events, .. events, .. events], cancellationToken);
        Report.Table(
            [$"{Payments:n0} payments, {Connections} connections", "events/s", "p50, ms", "p95, ms"],
            [
                ["new events, until they are answered", .. Figures(taken)],
                ["the same, until the last payment is settled and booked", (Payments / booked.TotalSeconds).ToString("n0"), "", ""],
                ["the same events three times more", .. Figures(repeated)],
            ]);
        Console.WriteLine($"\n{await lab.CountAsync("ledger_entries", cancellationToken):n0} entries with {await lab.CountAsync("postings", cancellationToken):n0} postings were booked.");
    }

    private static string[] Figures(Sample sample) => [sample.PerSecond.ToString("n0"), sample.P50.ToString("n1"), sample.P95.ToString("n1")];

    private static async Task<Sample> DeliverAsync(PaymentLab lab, IReadOnlyList<JsonObject> events, CancellationToken cancellationToken)
    {
        using var internet = lab.Internet();
        var times = new System.Collections.Concurrent.ConcurrentBag<double>();
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(events, Options(cancellationToken), async (said, _) =>
        {
            var before = Stopwatch.GetTimestamp();
            using var answer = await internet.DeliverAsync(said);
            answer.EnsureSuccessStatusCode();
            times.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
        });
        return new Sample(times, Stopwatch.GetElapsedTime(started));
    }

    private static ParallelOptions Options(CancellationToken cancellationToken) => new() { MaxDegreeOfParallelism = Connections, CancellationToken = cancellationToken };
}
