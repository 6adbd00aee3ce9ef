using System.Net.Http.Json;
using System.Text.Json;
using SwipeReview.Benchmarks.Routing;
using SwipeReview.Testing;

namespace SwipeReview.Benchmarks.Quality;

/// <summary>
/// What proposals are worth, through a real router: passages in the public domain, with mistakes that a seeded injector
/// made and therefore knows. The local models always; others when they are configured, as for any router.
/// </summary>
internal sealed class QualityBenchmark(bool writes) : IBenchmark, IRouterBenchmark
{
    private const int Rounds = 8;

    public string Name => "quality";

    public string Measures => "precision, recall and harm of proofreading, per provider and category (with --write, also into local-models' table)";

    public async Task RunAsync(RouterLab lab, CancellationToken cancellationToken)
    {
        // What its caller configured is in the environment, which the router inherits.
        await using var router = await lab.StartAsync(new Dictionary<string, string>(StringComparer.Ordinal), cores: null, cancellationToken);
        using var http = router.Jobs();
        foreach (var provider in await ProvidersAsync(router, cancellationToken))
        {
            await JudgeAsync(http, provider, cancellationToken);
        }
    }

    private async Task JudgeAsync(HttpClient http, string provider, CancellationToken cancellationToken)
    {
        var clean = Passage.All.Select(passage => new Mistaken(passage, passage.Text, [])).ToArray();
        var needless = await Proofreading.AskAsync(http, provider, clean, cancellationToken);
        var (verdicts, texts) = (new List<Verdict>(), new List<Mistaken>());
        for (var round = 0; round < Rounds; round++)
        {
            Mistaken[] mistaken = [.. Passage.All.Select((passage, number) => Mistaken.Make(passage, (round * 1_000) + number))];
            verdicts.AddRange(await Proofreading.AskAsync(http, provider, mistaken, cancellationToken));
            texts.AddRange(mistaken);
        }

        Console.WriteLine($"**{provider}**, {Passage.All.Count} passages, {Words(clean)} words; {Rounds} rounds with {texts.Sum(text => text.Injected.Count)} mistakes in {Words(texts)} words\n");
        Report.Table(["mistake", "made", "put right", "other correction", "recall"], Recall(texts, verdicts));
        Console.WriteLine();
        Report.Table(
            ["category of the card", "proposals", "right", "nearer", "harm", "precision", "mean confidence", "on clean text, per 1,000 words"],
            Precision(verdicts, needless, Words(clean)));
        foreach (var verdict in verdicts.Concat(needless).Where(verdict => verdict.Worth == Worth.Harm).DistinctBy(verdict => verdict.Proposal.Pattern + verdict.Proposal.Original))
        {
            Console.Error.WriteLine($"harm: {verdict.Proposal.Category,-14} “{verdict.Proposal.Original}” > “{verdict.Proposal.Replacement}” ({verdict.Proposal.Pattern})");
        }

        if (writes && provider == "local")
        {
            await PrecisionTable.WriteAsync(verdicts, cancellationToken);
        }
    }

    private static IEnumerable<string[]> Recall(IReadOnlyList<Mistaken> texts, List<Verdict> verdicts)
    {
        var made = texts.SelectMany(text => text.Injected).ToArray();
        return Mistake.All.Select(mistake => Row(mistake.Kind, mistake.Kind)).Append(Row("all", null));

        string[] Row(string name, string? kind)
        {
            var all = made.Count(injected => kind is null || injected.Kind == kind);
            var about = verdicts.Where(verdict => verdict.Mistake is { } about && (kind is null || about.Kind == kind)).ToArray();
            var right = about.Where(verdict => verdict.Worth == Worth.Right).DistinctBy(verdict => verdict.Mistake, ReferenceEqualityComparer.Instance).Count();
            return [name, $"{all}", $"{right}", $"{about.Count(verdict => verdict.Worth != Worth.Right)}", Percent(right, all)];
        }
    }

    private static IEnumerable<string[]> Precision(List<Verdict> verdicts, IReadOnlyList<Verdict> needless, int cleanWords)
    {
        var categories = verdicts.Concat(needless).Select(verdict => verdict.Proposal.Category).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return categories.Select(category => Row(category, verdict => verdict.Proposal.Category == category)).Append(Row("all", _ => true));

        string[] Row(string name, Func<Verdict, bool> belongs)
        {
            var own = verdicts.Where(belongs).ToArray();
            int Count(Worth worth) => own.Count(verdict => verdict.Worth == worth);
            return
            [
                name, $"{own.Length}", $"{Count(Worth.Right)}", $"{Count(Worth.Nearer)}", $"{Count(Worth.Harm)}", Percent(Count(Worth.Right), own.Length),
                own.Length == 0 ? "–" : $"{own.Average(verdict => verdict.Proposal.Confidence):0.00}", $"{needless.Count(belongs) * 1_000.0 / cleanWords:0.0}",
            ];
        }
    }

    private static async Task<string[]> ProvidersAsync(Router router, CancellationToken cancellationToken)
    {
        using var http = router.Admin();
        var page = await http.GetFromJsonAsync<JsonElement>("/api/v1/admin/providers", cancellationToken);
        return [.. page.GetProperty("items").EnumerateArray().Select(provider => provider.GetProperty("name").GetString()!)];
    }

    private static int Words(IEnumerable<Mistaken> texts) => texts.Sum(text => text.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length);

    private static string Percent(int part, int whole) => whole == 0 ? "–" : $"{100.0 * part / whole:0.0} %";
}
