using System.Globalization;
using SwipeReview.Testing;

namespace SwipeReview.Benchmarks;

/// <summary>One person with one deck in two browsers: how long until the one shows what was decided in the other.</summary>
internal sealed class DevicesBenchmark : ISystemBenchmark
{
    private const int Decisions = 30;

    public string Name => "devices";

    public string Measures => $"{Decisions} decisions in one Chromium, from the key to the other's page";

    public async Task RunAsync(WholeSystem system, CancellationToken cancellationToken)
    {
        await WebScripts.InstallAsync();
        using var person = await Person.JoinAsync(system.Address, cancellationToken);
        var job = await person.SubmitAsync(await person.UploadAsync(TenPages.NeverSeenBefore(), cancellationToken), cancellationToken);
        var cards = await person.FollowCardsAsync(job, cancellationToken).CountAsync(cancellationToken);
        if (cards <= Decisions)
        {
            throw new InvalidOperationException($"{cards} cards are no deck for {Decisions} decisions and one before.");
        }

        var count = Decisions.ToString(CultureInfo.InvariantCulture);
        var times = await WebScripts.RunAsync<double[]>("devices.mjs", [system.Address.ToString(), person.Email, Person.Password, job.ToString(), count], cancellationToken);
        double[] sorted = [.. times.Order()];
        Report.Table(
            ["from the key on one device to the other's page", "p50, ms", "p95, ms", "most, ms"],
            [[$"{sorted.Length} decisions", $"{Sample.Percentile(sorted, 50):0}", $"{Sample.Percentile(sorted, 95):0}", $"{sorted[^1]:0}"]]);
    }
}
