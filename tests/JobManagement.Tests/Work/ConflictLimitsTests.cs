using SwipeReview.Documents;
using SwipeReview.JobManagement.Work;

namespace SwipeReview.JobManagement.Tests.Work;

public sealed class ConflictLimitsTests
{
    [Fact]
    public void The_same_proposals_in_another_order_leave_the_same_cards_and_conflicts()
    {
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var proposals = Random(random, 1 + random.Next(60), within: 1 + random.Next(80));
            var first = Describe(ConflictLimits.Keep(proposals, _ => true));
            random.Shuffle(proposals);
            Assert.Equal(first, Describe(ConflictLimits.Keep(proposals, _ => true)));
        }
    }

    [Fact]
    public void What_is_kept_has_all_its_conflicts_and_none_beyond_the_limits()
    {
        var random = new Random(8);
        for (var round = 0; round < 200; round++)
        {
            var kept = ConflictLimits.Keep(Random(random, 300, within: 1 + random.Next(400)), _ => true);
            var found = EditConflicts.Find([.. kept.Select(one => one.Edit)]);
            Assert.Equal(
                found.Select(pair => (pair.First, pair.Second, pair.Kind)).Order(),
                kept.Index().SelectMany(one => one.Item.Rivals, (one, rival) => (one.Index, kept.IndexOf(rival.Key), rival.Value)).Where(pair => pair.Index < pair.Item2).Order());
            Assert.All(kept, one => Assert.InRange(one.Rivals.Count, 0, ConflictLimits.MostOfOne));
            Assert.All(kept, one => Assert.InRange(one.Together().Count, 1, ConflictLimits.MostTogether));
            Assert.All(kept.Where(one => one.IsInsertion).CountBy(one => one.Edit.Start), place => Assert.InRange(place.Value, 1, ConflictLimits.MostOfOne));
        }
    }

    [Fact]
    public void What_falls_away_is_the_least_sure()
    {
        var alternatives = Enumerable.Range(0, 20).Select(i => Proposal(3, 7, $"word{i}", i / 20.0)).ToArray();
        Assert.Equal(
            Enumerable.Range(11, 9).Select(i => $"word{i}").Order(StringComparer.Ordinal),
            ConflictLimits.Keep(alternatives, _ => true).Select(one => one.Edit.Replacement));
    }

    [Fact]
    public void A_few_proposals_without_conflict_are_all_kept()
    {
        var far = Enumerable.Range(0, 2_000).Select(i => Proposal(i * 2, (i * 2) + 1, "x", 0.5)).ToArray();
        Assert.Equal(2_000, ConflictLimits.Keep(far, _ => true).Count);
    }

    private static string Describe(List<ConflictLimits.Candidate> kept) => string.Join('\n', kept.Select(one =>
        $"{Name(one)}: {string.Join(", ", one.Rivals.Select(rival => $"{Name(rival.Key)} {rival.Value}").Order(StringComparer.Ordinal))}"));

    private static string Name(ConflictLimits.Candidate one) => $"{one.Edit.Start}-{one.Edit.End} {one.Edit.Replacement}";

    private static Proposal[] Random(Random random, int count, int within) => [.. Enumerable.Range(0, count).Select(i =>
    {
        var start = random.Next(within);
        return Proposal(start, start + random.Next(6), $"new{i}", random.Next(4) / 4.0);
    })];

    private static Proposal Proposal(int start, int end, string replacement, double confidence) =>
        new("p1", start, end, new string('x', end - start), replacement, "style", "style:test", confidence, null, "local", null, false);
}
