using System.Collections.Concurrent;

namespace SwipeReview.Chaos.Tests.Clients;

/// <summary>What clients did and met with, and what they have to complain of.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<string, int> counts = new(StringComparer.Ordinal);

    public ConcurrentQueue<string> Complaints { get; } = new();

    public void Add(string what, int number = 1) => counts.AddOrUpdate(what, number, (_, before) => before + number);

    public void Complain(string what) => Complaints.Enqueue(what);

    public override string ToString() => string.Join('\n',
        [.. counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Value,12:n0}  clients: {count.Key}"), .. Complaints.Select(what => $"COMPLAINT: {what}")]);
}
