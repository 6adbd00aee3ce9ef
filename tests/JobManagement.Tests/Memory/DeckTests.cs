using System.Net;
using SwipeReview.Contracts.Storage;
using SwipeReview.JobManagement.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Memory;

public sealed class DeckTests(JobsApp shared)
{
    private readonly JobsSystem app = shared.System;
    private readonly Person ann = shared.System.NewPerson();

    [Fact]
    public async Task The_first_swipes_settle_the_most_and_what_is_settled_comes_last()
    {
        var job = await ann.ReviewAsync($"We utilize it.\n\n{Remembered.Text("alot", 12)}");
        var changes = await ann.ChangesAsync(job.Id);
        var deck = await ann.DeckAsync(job.Id);
        Assert.Equal(changes.Select(change => change.Id).Order(), deck.Order.Order());
        Assert.NotEqual(changes[0].Id, deck.Order[0]);
        var group = Assert.Single(deck.Groups);
        Assert.Equal((Remembered.Alot, "spelling", "“alot” → “a lot”", 12), (group.Pattern, group.Category, group.Title, group.ChangeIds.Length));
        Assert.Null(group.Suggestion);
        Assert.InRange(deck.SwipesLeft!.To, deck.SwipesLeft.From, 13);

        await ann.DecideAsync(job.Id, [.. deck.Order.Where(id => id != changes[0].Id).Take(4).Select(id => new { changeId = id, action = "accept" })]);
        var then = await ann.DeckAsync(job.Id);
        Assert.Equal(changes[0].Id, then.Order[0]);
        Assert.Equal(new SuggestionAnswer("accept", 4, 0), Assert.Single(then.Groups).Suggestion);
        Assert.True(then.SwipesLeft!.To < deck.SwipesLeft.To);
        Assert.Equal(9, then.Order.Length);
        Assert.True(then.Revision > deck.Revision);
        Assert.Equal(then.Order, (await ann.ChangesAsync(job.Id, "order=smart&state=pending")).Select(change => change.Id));
    }

    [Fact]
    public async Task The_revision_is_that_of_the_last_event()
    {
        var job = await ann.ReviewAsync("Here is teh cat.");
        var seq = await app.ScalarAsync<long>($"select event_seq from jobs where id = '{job.Id}'");
        Assert.Equal(seq, (await ann.DeckAsync(job.Id)).Revision);
    }

    [Fact]
    public async Task What_is_hidden_is_counted_and_comes_back_at_once()
    {
        var first = await ann.ReviewAsync(Remembered.Text("alot", 3));
        await ann.BulkAsync(first.Id, new { }, "reject");
        var again = await ann.ReviewAsync(Remembered.Text("alot", 3));
        var deck = await ann.DeckAsync(again.Id);
        Assert.Equal((await ann.ChangesAsync(again.Id)).Select(change => change.Id), deck.Hidden);
        Assert.Empty(deck.Order);
        Assert.Null(deck.SwipesLeft);
        Assert.Equal(3, (await ann.UndoBulkAsync(again.Id, deck.HiddenBatchId!.Value)).Resolved);
        var restored = await ann.DeckAsync(again.Id);
        Assert.Equal((0, null, 3), (restored.Hidden.Length, restored.HiddenBatchId, restored.Order.Length));
    }

    [Fact]
    public async Task A_rule_is_proposed_beside_the_deck_until_it_is_answered()
    {
        var job = await ann.ReviewAsync(Remembered.Text("alot", 10));
        await ann.DecideAsync(job.Id, (await ann.ChangesAsync(job.Id)).Take(8).All("reject"));
        var deck = await ann.DeckAsync(job.Id);
        var rule = Assert.Single(deck.RulesProposed);
        Assert.Equal(("Never suggest “alot” → “a lot”", 0, 8), (rule.Words, rule.Accepted, rule.Rejected));
        Assert.Equal(new SuggestionAnswer("reject", 0, 8), Assert.Single(deck.Groups).Suggestion);
        await ann.TellAsync(rule.PatternId, new { rule = "off" });
        Assert.Empty((await ann.DeckAsync(job.Id)).RulesProposed);
    }

    [Fact]
    public async Task A_switched_off_memory_leaves_cards_as_one_reads_and_suggests_nothing()
    {
        var job = await ann.ReviewAsync($"We utilize it.\n\n{Remembered.Text("alot", 12)}");
        var changes = await ann.ChangesAsync(job.Id);
        await ann.DecideAsync(job.Id, changes.Skip(1).Take(4).All("accept"));
        await ann.SwitchAsync(isOn: false);
        var deck = await ann.DeckAsync(job.Id);
        Assert.Equal(changes.Where((_, i) => i is 0 or > 4).Select(change => change.Id), deck.Order);
        Assert.Null(Assert.Single(deck.Groups).Suggestion);
        Assert.Equal((null, "off"), (deck.SwipesLeft, deck.Autopilot.State));
    }

    [Fact]
    public async Task A_pattern_that_is_off_gets_no_suggestion()
    {
        var job = await ann.ReviewAsync(Remembered.Text("alot", 8));
        await ann.DecideAsync(job.Id, (await ann.ChangesAsync(job.Id)).Take(4).All("accept"));
        await ann.TellAsync((await ann.RecallAsync(Remembered.Alot))!.PatternId, new { isOn = false });
        Assert.Null(Assert.Single((await ann.DeckAsync(job.Id)).Groups).Suggestion);
    }

    [Fact]
    public async Task A_strangers_deck_is_not_found_and_one_without_its_file_is_gone()
    {
        var job = await ann.ReviewAsync("Here is teh cat.");
        using var stranger = await app.NewPerson().Http.GetAsync($"/api/v1/jobs/{job.Id}/deck");
        await stranger.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        using var wrong = await ann.Http.GetAsync($"/api/v1/jobs/{job.Id}/deck?tolerance=0.3");
        await wrong.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        await app.Bus.Publish(new FileDeleted(job.FileId, ann.Id, TimeProvider.System.GetUtcNow()));
        await Eventually.BeTrueAsync(async () =>
        {
            using var gone = await ann.Http.GetAsync($"/api/v1/jobs/{job.Id}/deck");
            return gone.StatusCode == HttpStatusCode.Gone;
        }, "the deck to be gone");
    }
}
