using System.Net.Http.Json;
using System.Text.Json;

namespace SwipeReview.Benchmarks.Quality;

/// <summary>Texts whose mistakes are known, given to a provider through a real router.</summary>
internal static class Proofreading
{
    public static async Task<IReadOnlyList<Verdict>> AskAsync(HttpClient http, string provider, IReadOnlyList<Mistaken> texts, CancellationToken cancellationToken)
    {
        using var answer = await http.PostAsJsonAsync(
            "/internal/proposals",
            new
            {
                requestId = Guid.CreateVersion7(),
                jobId = Guid.CreateVersion7(),
                userId = Guid.CreateVersion7(),
                task = "proofread",
                @private = false,
                provider,
                language = "en",
                blocks = texts.Select((text, number) => new { id = $"{number}", kind = "paragraph", text = text.Text }),
            },
            cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"The router answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
        }

        var items = (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("items").Deserialize<Proposal[]>(JsonSerializerOptions.Web)!;
        return [.. items.Select(item => Verdict.Of(texts[item.Block], item))];
    }
}
