using System.Net.Http.Json;
using System.Text.Json;

namespace SwipeReview.Benchmarks.Engine;

/// <summary>Sixteen decks at once, without the gateway; through the deck and round again, with the other answer each time.</summary>
internal sealed class DecisionsBenchmark : IEngineBenchmark
{
    private const int Decks = 16;

    public string Name => "decisions";

    public string Measures => $"decisions per second at the jobs' API, {Decks} decks at once";

    public async Task RunAsync(EngineLab lab, Sizes sizes, CancellationToken cancellationToken)
    {
        await lab.HireAsync(2);
        var jobs = new List<(Guid Id, Guid[] Cards)>();
        for (var i = 0; i < Decks; i++)
        {
            var job = await lab.SubmitAsync(lab.Neighbours.Letter, cancellationToken);
            await lab.UntilReadyAsync(job, cancellationToken);
            var page = await lab.Http.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/{job}/changes?limit=200", cancellationToken);
            jobs.Add((job, [.. page.GetProperty("items").EnumerateArray().Select(change => change.GetProperty("id").GetGuid())]));
        }

        var rows = new List<string[]>();
        var used = new List<string[]>();
        foreach (var batch in (int[])[1, 50])
        {
            var swiped = new int[Decks];
            await Load.RunAsync(Decks, sizes.Time / 4, deck => SwipeAsync(deck, batch), cancellationToken); // warms up
            var before = await lab.UsageAsync();
            var sample = await Load.RunAsync(Decks, sizes.Time, deck => SwipeAsync(deck, batch), cancellationToken);
            var decisions = sample.PerSecond * batch;
            rows.Add([$"{batch} in a request", $"{decisions:n0}", $"{sample.PerSecond:n0}", $"{sample.P50:0.0}", $"{sample.P95:0.0}"]);
            used.AddRange((await lab.UsageAsync()).Rows(before, $"{batch}", (int)(decisions * sizes.Time.TotalSeconds)));

            async Task SwipeAsync(int deck, int size)
            {
                var (job, cards) = jobs[deck];
                var decisions = Enumerable.Range(swiped[deck], size).Select(number => new
                {
                    id = Guid.CreateVersion7(), changeId = cards[number % cards.Length], action = number / cards.Length % 2 == 0 ? "accept" : "reject",
                }).ToArray();
                swiped[deck] += size;
                using var answer = await lab.Http.PostAsJsonAsync($"/api/v1/jobs/{job}/decisions", new { decisions }, cancellationToken);
                answer.EnsureSuccessStatusCode();
            }
        }

        Report.Table(["decisions", "decisions/s", "requests/s", "p50, ms", "p95, ms"], rows);
        Console.WriteLine();
        Report.Table(["decisions in a request", "processor, s", "ms a decision", "MB (PSS)"], used);
    }
}
