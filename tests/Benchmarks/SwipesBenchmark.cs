using SwipeReview.Testing;

namespace SwipeReview.Benchmarks;

/// <summary>Sixteen people, each with a deck of their own; through the deck and round again, with the other answer each time.</summary>
internal sealed class SwipesBenchmark : ISystemBenchmark
{
    private const int People = 16;
    private const int Batch = 50;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(15);

    public string Name => "swipes";

    public string Measures => $"decisions per second through the gateway, {People} people at once";

    public async Task RunAsync(WholeSystem system, CancellationToken cancellationToken)
    {
        var decks = new List<Deck>();
        for (var i = 0; i < People; i++)
        {
            decks.Add(await Deck.ReviewedAsync(await Person.JoinAsync(system.Address, cancellationToken), cancellationToken));
        }

        var rows = new List<string[]>();
        foreach (var size in (int[])[1, Batch])
        {
            await Load.RunAsync(People, WarmUp, client => decks[client].SwipeAsync(size), cancellationToken);
            var sample = await Load.RunAsync(People, Time, client => decks[client].SwipeAsync(size), cancellationToken);
            rows.Add([$"{size} in a request", $"{sample.PerSecond * size:0}", $"{sample.PerSecond:0}", $"{sample.P50:0.0}", $"{sample.P95:0.0}"]);
        }

        Report.Table(["decisions", "decisions/s", "requests/s", "p50, ms", "p95, ms"], rows);
        decks.ForEach(deck => deck.Dispose());
    }

    private sealed class Deck(Person person, Guid job, Guid[] cards) : IDisposable
    {
        private int swiped;

        public static async Task<Deck> ReviewedAsync(Person person, CancellationToken cancellationToken)
        {
            var job = await person.SubmitAsync(await person.UploadAsync(TenPages.Original, cancellationToken), cancellationToken);
            var cards = await person.FollowCardsAsync(job, cancellationToken).ToArrayAsync(cancellationToken);
            return cards.Length >= Batch
                ? new Deck(person, job, cards)
                : throw new InvalidOperationException($"{cards.Length} cards are no deck for batches of {Batch}.");
        }

        public Task SwipeAsync(int count)
        {
            var round = swiped / cards.Length;
            var chosen = Enumerable.Range(swiped, count).Select(place => cards[place % cards.Length]);
            swiped += count;
            return person.DecideAsync(job, chosen, round % 2 == 0 ? "accept" : "reject");
        }

        public void Dispose() => person.Dispose();
    }
}
