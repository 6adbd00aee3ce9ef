using FsCheck;
using FsCheck.Fluent;

namespace SwipeReview.Learning.Tests.Deck;

public sealed class LearningDeckTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_settles_most_comes_first_and_what_is_left_over_comes_after_what_settles_nothing()
    {
        // As one reads: a single one, six of one pattern, three of another, one more alone.
        var cards = Cards("s:x", "s:big", "s:big", "s:big", "s:big", "s:big", "s:big", "s:mid", "s:mid", "s:mid", "s:y");
        var deck = Deck(cards);

        Assert.Equal([1, 2, 7, 8, 0, 10, 3, 4, 5, 6, 9], deck.Order().Select(card => card.Position));
    }

    [Fact]
    public void Among_equals_one_reads_on()
    {
        var cards = Cards("a:one", "b:two", "c:three", "d:four");

        Assert.Equal([2, 3, 0, 1], Deck(cards).Order(last: 2).Select(card => card.Position));
    }

    [Fact]
    public void Decisions_settle_a_pattern_and_an_undo_opens_it_again()
    {
        var cards = Cards("s:big", "s:big", "s:big", "s:big", "s:other");
        var deck = Deck(cards);
        var left = deck.SwipesLeft;

        deck.Decide(cards[0].Id, accepted: true, Now);
        Assert.Empty(deck.Settled);
        deck.Decide(cards[1].Id, accepted: true, Now);
        Assert.Equal([2, 3], deck.Settled.Select(card => card.Position));
        Assert.True(deck.Of(cards[2].Id).LeansToAccept);
        Assert.Equal(4, deck.Order()[0].Position);
        Assert.Equal(new SwipesLeft(1, 1), deck.SwipesLeft);

        deck.Undo(cards[1], accepted: true, Now);
        Assert.Empty(deck.Settled);
        deck.Undo(cards[0], accepted: true, Now);
        Assert.Equal(left, deck.SwipesLeft);
        Assert.Equal(5, deck.Open.Count);
    }

    [Fact]
    public void A_pattern_that_was_switched_off_is_neither_learned_nor_settled()
    {
        Card[] cards = [.. Cards("s:off", "s:off", "s:off", "s:off").Select(card => card with { IsOn = false })];
        var memory = new PersonMemory(Now, []);
        var deck = new LearningDeck(memory, "prose", 0.05, cards);

        deck.Decide(cards[0].Id, accepted: true, Now);
        deck.Decide(cards[1].Id, accepted: true, Now);

        Assert.Empty(memory.Patterns);
        Assert.Empty(deck.Settled);
        Assert.Equal(new SwipesLeft(2, 2), deck.SwipesLeft);
    }

    [Fact]
    public void Nothing_is_settled_while_the_person_slips_more_often_than_they_tolerate()
    {
        var memory = new PersonMemory(Now, []);
        for (var decision = 0; decision < 40; decision++)
        {
            memory.Learn(new("grammar", "mixed"), "prose", decision % 3 == 0, Now);
            memory.Learn(new("s", "clear"), "prose", accepted: true, Now);
        }

        var deck = new LearningDeck(memory, "prose", 0.05, Cards("s:clear", "s:clear", "s:clear"));

        Assert.True(deck.Of(deck.Open.First().Id).LeansToAccept);
        Assert.Empty(deck.Settled);
        Assert.Equal(new SwipesLeft(3, 3), deck.SwipesLeft);
    }

    [Fact]
    public void In_a_category_where_all_is_new_each_pattern_is_asked_once_before_any_is_asked_twice()
    {
        var deck = Deck(Cards([.. Enumerable.Range(0, 40).Select(pattern => $"s:{pattern % 20}")]));

        Assert.Equal(20, deck.Order().Take(20).Select(card => card.Key).Distinct().Count());
    }

    /// <summary>However decisions and undos follow each other: every open card is in the order once, and nothing depends on the way.</summary>
    [Fact]
    public void A_deck_that_was_swiped_is_the_deck_made_anew() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<(byte Card, bool Accepted, byte Pattern)[]>(),
            swipes =>
            {
                var cards = Cards([.. swipes.Select(swipe => $"{swipe.Pattern % 3}:{swipe.Pattern % 7}")]);
                var deck = Deck(cards);
                var stands = new Dictionary<int, bool>();
                foreach (var (number, accepted, _) in swipes)
                {
                    var card = cards[number % cards.Length];
                    if (stands.Remove(card.Position, out var before))
                    {
                        deck.Undo(card, before, Now);
                    }
                    else
                    {
                        deck.Decide(card.Id, accepted, Now);
                        stands[card.Position] = accepted;
                    }
                }

                var memory = new PersonMemory(Now, []);
                foreach (var (position, accepted) in stands)
                {
                    memory.Learn(cards[position].Key, "prose", accepted, Now);
                }

                var anew = new LearningDeck(memory, "prose", 0.05, cards.Where(card => !stands.ContainsKey(card.Position)));
                Assert.Equal(anew.Order(3), deck.Order(3));
                Assert.Equal(deck.Order(3) is [var first, ..] ? first : null, deck.Next(3));
                Assert.Equal(anew.Settled.Select(card => card.Position).Order(), deck.Settled.Select(card => card.Position).Order());
                Assert.Equal(anew.SwipesLeft, deck.SwipesLeft);
                Assert.Equal(deck.Open.Select(card => card.Position).Order(), deck.Order().Select(card => card.Position).Order());
            }).QuickCheckThrowOnFailure();

    internal static Card[] Cards(params string[] patterns) =>
        [.. patterns.Select((pattern, position) => new Card(Guid.CreateVersion7(), new PatternKey(pattern.Split(':')[0], pattern.Split(':')[1]), position))];

    private static LearningDeck Deck(Card[] cards) => new(new PersonMemory(Now, []), "prose", 0.05, cards);
}
