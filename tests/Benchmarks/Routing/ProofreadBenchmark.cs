using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using SwipeReview.Benchmarks.Quality;
using SwipeReview.Testing;

namespace SwipeReview.Benchmarks.Routing;

/// <summary>
/// What is left of the grammar engine's speed behind a queue, HTTP, the router's checks and its database. Texts with made
/// mistakes, a number in each sentence that no other has: neither the router nor the engine has met one before.
/// </summary>
internal sealed class ProofreadBenchmark : IRouterBenchmark
{
    private const int Clients = 4;
    private const int GroupCharacters = 6_000; // as a worker of JobManagement asks
    private const int Rounds = 3;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(8);

    public string Name => "proofread";

    public string Measures => "characters per second through the whole router against harper.js called in a bare loop, on one and two cores";

    public async Task RunAsync(RouterLab lab, CancellationToken cancellationToken)
    {
        var texts = Texts();
        var file = Path.Combine(TestFolder.Create(), "texts.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(texts), cancellationToken);
        var rows = new List<string[]>();
        var one = 0.0;
        foreach (var cores in Environment.ProcessorCount > 1 ? (int[])[1, 2] : [1])
        {
            var (bare, routed) = (new List<double>(), new List<double>());
            var places = string.Join(',', Enumerable.Range(0, cores));
            await using var router = await lab.StartAsync(new Dictionary<string, string>(StringComparer.Ordinal), places, cancellationToken);
            using var http = router.Jobs();
            var number = 0;
            await Load.RunAsync(Clients, WarmUp, ReadAsync, cancellationToken);
            for (var round = 0; round < Rounds; round++)
            {
                bare.Add((await Task.WhenAll(Enumerable.Range(0, cores).Select(core => LoopAsync(file, core, cancellationToken)))).Sum());
                routed.Add((await Load.RunAsync(Clients, Time, ReadAsync, cancellationToken)).PerSecond * GroupCharacters);
            }

            one = cores == 1 ? Median(routed) : one;
            rows.Add(
            [
                $"{cores}", Report.Spread(bare, "0"), Report.Spread(routed, "0"), Report.Spread(routed.Zip(bare, (ours, theirs) => ours / theirs), "0.00"), $"{Median(routed) / one:0.00}",
            ]);

            Task ReadAsync(int client) => AskAsync(http, texts, Interlocked.Increment(ref number), cancellationToken);
        }

        Report.Table(["cores", "harper.js, one loop a core, characters/s", "through the router, characters/s", $"ratio, median of {Rounds} (range)", "to one core"], rows);
    }

    private static double Median(List<double> values) => Sample.Percentile([.. values.Order()], 50);

    private static async Task AskAsync(HttpClient http, string[] texts, int number, CancellationToken cancellationToken)
    {
        var (blocks, characters) = (new List<object>(), 0);
        for (var i = number; characters < GroupCharacters; i++)
        {
            var text = texts[i % texts.Length].Replace("NUMBER", $"{number}{i}", StringComparison.Ordinal);
            text = text[..Math.Min(text.Length, GroupCharacters - characters)];
            characters += text.Length;
            blocks.Add(new { id = $"{i}", kind = "paragraph", text });
        }

        using var answer = await http.PostAsJsonAsync(
            "/internal/proposals",
            new { requestId = Guid.CreateVersion7(), jobId = Guid.CreateVersion7(), userId = Guid.CreateVersion7(), task = "proofread", @private = true, provider = "local", language = "en-US", blocks },
            cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<double> LoopAsync(string file, int core, CancellationToken cancellationToken)
    {
        // The package is local-models' own: a copy of the script beside it finds it.
        var folder = Path.Combine(Repository.Root, "services/LlmRouter/local-models");
        var script = Path.Combine(folder, "node_modules", "bare-harper.mjs");
        File.Copy(Path.Combine(Repository.Root, "tests/Benchmarks/Routing/bare-harper.mjs"), script, overwrite: true);
        var start = new ProcessStartInfo("taskset", ["-c", $"{core}", "node", script, file, $"{Time.TotalSeconds:0}"]) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return double.Parse(output, CultureInfo.InvariantCulture);
    }

    /// <summary>Every passage with mistakes, its sentences numbered.</summary>
    private static string[] Texts() =>
        [.. Enumerable.Range(0, 4).SelectMany(round => Passage.All.Select((passage, i) => Mistaken.Make(passage, (round * 1_000) + i).Text.Replace(". ", " NUMBER. ", StringComparison.Ordinal) + " NUMBER"))];
}
