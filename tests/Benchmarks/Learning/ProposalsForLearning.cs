using System.Globalization;
using SwipeReview.Benchmarks.Quality;
using SwipeReview.Benchmarks.Routing;
using SwipeReview.Testing;

namespace SwipeReview.Benchmarks.Learning;

/// <summary>
/// What the simulations of learning are played with: the proposals of the local models for the passages, clean and with
/// mistakes of the seeded injector, as a file, so that a simulation starts no server and is the same each time.
/// </summary>
internal sealed class ProposalsForLearning : IRouterBenchmark
{
    private const string File = "tests/Simulation/proposals.tsv";
    private const int Rounds = 24;

    public string Name => "proposals";

    public string Measures => $"nothing: asks the local models again for what the simulations of learning are played with ({File})";

    public async Task RunAsync(RouterLab lab, CancellationToken cancellationToken)
    {
        await using var router = await lab.StartAsync(new Dictionary<string, string>(StringComparer.Ordinal), cores: null, cancellationToken);
        using var http = router.Jobs();
        var lines = new List<string> { "text\tposition\tcategory\tpattern\tconfidence\tright" };
        for (var round = 0; round <= Rounds; round++)
        {
            // The last round is of clean texts: what is proposed there is needless.
            Mistaken[] texts = [.. Passage.All.Select((passage, number) => round == Rounds ? new Mistaken(passage, passage.Text, []) : Mistaken.Make(passage, (round * 1_000) + number))];
            var verdicts = await Proofreading.AskAsync(http, "local", texts, cancellationToken);
            lines.AddRange(verdicts.OrderBy(verdict => verdict.Proposal.Block).ThenBy(verdict => verdict.Proposal.Start).Select(verdict => Line((round * Passage.All.Count) + verdict.Proposal.Block, verdict)));
        }

        await System.IO.File.WriteAllLinesAsync(Path.Combine(Repository.Root, File), lines, cancellationToken);
        Console.WriteLine($"{lines.Count - 1} proposals for {(Rounds + 1) * Passage.All.Count} texts");
    }

    private static string Line(int text, Verdict verdict) => string.Join(
        '\t', text.ToString(CultureInfo.InvariantCulture), verdict.Proposal.Start.ToString(CultureInfo.InvariantCulture), verdict.Proposal.Category,
        verdict.Proposal.Pattern, verdict.Proposal.Confidence.ToString("0.###", CultureInfo.InvariantCulture), verdict.Worth == Worth.Right ? "1" : "0");
}
