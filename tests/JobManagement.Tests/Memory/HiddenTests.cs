using SwipeReview.JobManagement.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Memory;

public sealed class HiddenTests(JobsApp shared)
{
    private const string Text = "We utilize teh cat alot, teh dog too.";

    private readonly JobsSystem app = shared.System;
    private readonly Person ann = shared.System.NewPerson();

    [Fact]
    public async Task What_was_rejected_is_hidden_when_the_document_comes_again()
    {
        var first = await ann.ReviewAsync(Text);
        var changes = await ann.ChangesAsync(first.Id);
        await ann.DecideAsync(first.Id, Say(changes[0], "accept"), Say(changes[1], "reject"), Say(changes[2], "skip"));

        var again = await ann.ReviewAsync(Text);
        var seen = await ann.ChangesAsync(again.Id);
        Assert.Equal(["pending", "rejected", "pending", "pending"], seen.Select(change => change.State));
        Assert.Equal([seen[1].Id], seen.Where(change => change.Hidden).Select(change => change.Id));
        Assert.Equal(("reject", "rule"), (seen[1].Decision!.Action, seen[1].Decision!.By));
        Assert.Equal($"You rejected this before, on {changes[1].Decision?.DecidedAt ?? TimeProvider.System.GetUtcNow():d MMMM yyyy}.", seen[1].Decision!.Because);
        Assert.Equal(new CountsAnswer(4, 3, 0, 1, 0), (await ann.GetAsync(again.Id)).Counts);
        Assert.Equal((0, 1), await ann.CountsAsync(Remembered.Teh));
    }

    [Fact]
    public async Task Who_follows_the_job_hears_that_it_is_hidden()
    {
        var first = await ann.ReviewAsync("Here is teh cat.");
        await ann.BulkAsync(first.Id, new { }, "reject");
        var again = await ann.ReviewAsync("Here is teh cat.");
        var events = await ann.ReadEventsAsync(again.Id, most: 7);
        var decided = Assert.Single(events, happened => happened.Kind == "decision").Data.GetProperty("changes")[0];
        Assert.True(decided.GetProperty("hidden").GetBoolean());
        Assert.Equal("rule", decided.GetProperty("decision").GetProperty("by").GetString());
    }

    [Fact]
    public async Task A_rejection_that_was_undone_hides_nothing()
    {
        var first = await ann.ReviewAsync("Here is teh cat.");
        var change = Assert.Single(await ann.ChangesAsync(first.Id));
        await ann.DecideAsync(first.Id, Say(change, "reject"), Say(change, "undo"));
        Assert.False(Assert.Single(await ann.ChangesAsync((await ann.ReviewAsync("Here is teh cat.")).Id)).Hidden);
    }

    [Fact]
    public async Task The_same_words_elsewhere_are_asked_about()
    {
        var first = await ann.ReviewAsync("Here is teh cat in a hat.");
        await ann.BulkAsync(first.Id, new { }, "reject");
        var changes = await ann.ChangesAsync((await ann.ReviewAsync("Here  is\nteh cat in a hat. There was teh dog.")).Id);
        Assert.Equal([true, false], changes.Select(change => change.Hidden));
    }

    [Fact]
    public async Task What_was_restored_is_a_card_again_and_is_not_hidden_another_time()
    {
        var first = await ann.ReviewAsync("Here is teh cat.");
        await ann.BulkAsync(first.Id, new { }, "reject");
        var again = await ann.ReviewAsync("Here is teh cat.");
        var hidden = Assert.Single(await ann.ChangesAsync(again.Id));
        Assert.True(hidden.Hidden);
        await ann.DecideAsync(again.Id, Say(hidden, "undo"));
        var restored = Assert.Single(await ann.ChangesAsync(again.Id));
        Assert.Equal(("pending", false, null), (restored.State, restored.Hidden, restored.Decision));
        Assert.False(Assert.Single(await ann.ChangesAsync((await ann.ReviewAsync("Here is teh cat.")).Id)).Hidden);

        // Rejected anew, it is known anew.
        await ann.DecideAsync(again.Id, Say(hidden, "reject"));
        Assert.True(Assert.Single(await ann.ChangesAsync((await ann.ReviewAsync("Here is teh cat.")).Id)).Hidden);
    }

    [Fact]
    public async Task All_that_is_hidden_comes_back_at_once()
    {
        var first = await ann.ReviewAsync(Text);
        await ann.BulkAsync(first.Id, new { }, "reject");
        var again = await ann.ReviewAsync(Text);
        Assert.Equal(0, (await ann.GetAsync(again.Id)).Counts.Pending);
        var batchId = await app.ScalarAsync<Guid>($"select distinct batch_id from decisions where job_id = '{again.Id}'");
        Assert.Equal(4, (await ann.UndoBulkAsync(again.Id, batchId)).Resolved);
        Assert.Equal(new CountsAnswer(4, 4, 0, 0, 0), (await ann.GetAsync(again.Id)).Counts);
    }

    [Fact]
    public async Task What_others_rejected_is_none_of_mine()
    {
        var bob = app.NewPerson();
        var his = await bob.ReviewAsync("Here is teh cat.");
        await bob.BulkAsync(his.Id, new { }, "reject");
        Assert.False(Assert.Single(await ann.ChangesAsync((await ann.ReviewAsync("Here is teh cat.")).Id)).Hidden);
    }

    [Fact]
    public async Task A_switched_off_memory_hides_nothing()
    {
        var first = await ann.ReviewAsync("Here is teh cat.");
        await ann.BulkAsync(first.Id, new { }, "reject");
        await ann.SwitchAsync(isOn: false);
        Assert.False(Assert.Single(await ann.ChangesAsync((await ann.ReviewAsync("Here is teh cat.")).Id)).Hidden);
    }

    private static object Say(ChangeAnswer change, string action) => new { changeId = change.Id, action };
}
