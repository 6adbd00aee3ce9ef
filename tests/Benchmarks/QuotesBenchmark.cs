using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using SwipeReview.Testing;

namespace SwipeReview.Benchmarks;

/// <summary>The price of a large review, as the deck asks for it after swipes: alone, and eight decks at once.</summary>
internal sealed class QuotesBenchmark : ISystemBenchmark
{
    private const int Decisions = 5_000;
    private const int Batch = 500;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(10);

    public string Name => "quotes";

    public string Measures => $"the live quote of a job with {Decisions} decisions, through the gateway";

    public async Task RunAsync(WholeSystem system, CancellationToken cancellationToken)
    {
        using var person = await Person.JoinAsync(system.Address, cancellationToken);
        var job = await person.SubmitAsync(await UploadAsync(person, cancellationToken), cancellationToken);
        var cards = await person.FollowCardsAsync(job, cancellationToken).ToArrayAsync(cancellationToken);
        if (cards.Length < Decisions)
        {
            throw new InvalidOperationException($"{cards.Length} cards are fewer than {Decisions}.");
        }

        foreach (var batch in cards.Take(Decisions).Chunk(Batch))
        {
            await person.DecideAsync(job, batch, "accept");
        }

        var rows = new List<string[]>();
        foreach (var clients in (int[])[1, 8])
        {
            await Load.RunAsync(clients, WarmUp, _ => QuoteAsync(person, job), cancellationToken);
            var sample = await Load.RunAsync(clients, Time, _ => QuoteAsync(person, job), cancellationToken);
            rows.Add([$"{clients}", $"{sample.PerSecond:0}", $"{sample.P50:0.0}", $"{sample.P95:0.0}"]);
        }

        Report.Table(["decks", "quotes/s", "p50, ms", "p95, ms"], rows);
    }

    private static async Task<Guid> UploadAsync(Person person, CancellationToken cancellationToken)
    {
        var text = string.Concat(Enumerable.Range(1, Decisions + 100).Select(number => $"I like number {number} alot.\n\n"));
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", "mistakes.txt" } };
        using var answer = await person.Http.PostAsync("/api/v1/uploads", form, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("id").GetGuid();
    }

    private static async Task QuoteAsync(Person person, Guid job)
    {
        var quote = await person.Http.GetFromJsonAsync<JsonElement>($"/api/v1/payments/quote?jobId={job}");
        if (quote.GetProperty("lines").GetArrayLength() == 0)
        {
            throw new InvalidOperationException("A quote of so many changes has lines.");
        }
    }
}
