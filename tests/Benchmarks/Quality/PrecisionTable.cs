using System.Text.Json;
using SwipeReview.Testing;

namespace SwipeReview.Benchmarks.Quality;

/// <summary>What local-models starts a card's confidence with: the measured share of right proposals of its category.</summary>
internal static class PrecisionTable
{
    private const string File = "services/LlmRouter/local-models/proofread/precision.json";

    // Fewer say little: such a category keeps what its rules were given by hand.
    private const int Least = 12;

    private static readonly JsonSerializerOptions Format = new(JsonSerializerOptions.Web) { WriteIndented = true };

    public static async Task WriteAsync(IEnumerable<Verdict> verdicts, CancellationToken cancellationToken)
    {
        var categories = verdicts.GroupBy(verdict => verdict.Proposal.Category, StringComparer.Ordinal)
            .Where(category => category.Count() >= Least)
            .OrderBy(category => category.Key, StringComparer.Ordinal)
            .ToDictionary(category => category.Key, category => new
            {
                proposals = category.Count(),
                right = category.Count(verdict => verdict.Worth == Worth.Right),
                // With one right and one wrong added: no figure of a sample is certain.
                precision = Math.Round((category.Count(verdict => verdict.Worth == Worth.Right) + 1.0) / (category.Count() + 2.0), 2),
            });
        var json = JsonSerializer.Serialize(new { writtenBy = "dotnet run --project tests/Benchmarks -- quality --write", categories }, Format);
        await System.IO.File.WriteAllTextAsync(Path.Combine(Repository.Root, File), $"{json}\n", cancellationToken);
    }
}
