using System.Net;
using System.Net.Http.Json;
using SwipeReview.JobManagement.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Memory;

public sealed class RuleTests(JobsApp shared)
{
    private readonly JobsSystem app = shared.System;
    private readonly Person ann = shared.System.NewPerson();

    [Fact]
    public async Task A_habit_of_rejecting_is_proposed_as_a_rule_and_acts_only_after_a_yes()
    {
        var job = await ann.ReviewAsync(Remembered.Text("alot", 8));
        var changes = await ann.ChangesAsync(job.Id);
        await ann.DecideAsync(job.Id, changes.Take(7).All("reject"));
        Assert.Equal("none", (await ann.RecallAsync(Remembered.Alot))!.Rule);
        await ann.DecideAsync(job.Id, changes.Skip(7).All("reject"));
        var known = Assert.Single(await ann.MemoryAsync("kind=rule"));
        Assert.Equal(("proposed", "reject", 0, 8, true), (known.Rule, known.Side, known.Accepted, known.Rejected, known.IsSettled));
        Assert.Equal("Never suggest “alot” → “a lot”", known.Words);

        var open = await ann.ReviewAsync(Remembered.Text("alot", 2, "New"));
        Assert.Equal(2, (await ann.GetAsync(open.Id)).Counts.Pending);
        Assert.Equal("on", (await ann.TellAsync(known.PatternId, new { rule = "on" })).Rule);
        Assert.Equal(new CountsAnswer(2, 0, 0, 2, 0), (await ann.GetAsync(open.Id)).Counts);
        Assert.Equal(2, (await ann.UndoBulkAsync(open.Id, (await ann.DeckAsync(open.Id)).HiddenBatchId!.Value)).Resolved);
        var ruled = await ann.ReviewAsync(Remembered.Text("alot", 2, "Other") + "\n\nAnd teh rest.");
        var seen = await ann.ChangesAsync(ruled.Id);
        Assert.Equal(["rejected", "rejected", "pending"], seen.Select(change => change.State));
        Assert.All(seen.Take(2), change => Assert.Equal((true, "Your rule: never suggest “alot” → “a lot”."), (change.Hidden, change.Decision!.Because)));

        // What a rule did is no evidence for it.
        Assert.Equal((0, 8), await ann.CountsAsync(Remembered.Alot));

        Assert.Equal("off", (await ann.TellAsync(known.PatternId, new { rule = "off" })).Rule);
        Assert.Equal(2, (await ann.GetAsync((await ann.ReviewAsync(Remembered.Text("alot", 2, "Last"))).Id)).Counts.Pending);
    }

    [Fact]
    public async Task What_was_brought_back_from_a_rule_is_an_exception_to_it()
    {
        var known = await KnownAsync("reject");
        await ann.TellAsync(known.PatternId, new { rule = "on" });
        var job = await ann.ReviewAsync("Once it was alot. Twice there had been alot.");
        var hidden = await ann.ChangesAsync(job.Id);
        Assert.All(hidden, change => Assert.True(change.Hidden));
        await ann.DecideAsync(job.Id, new { changeId = hidden[0].Id, action = "undo" });
        var again = await ann.ChangesAsync((await ann.ReviewAsync("Once it was alot. Twice there had been alot.")).Id);
        Assert.Equal([false, true], again.Select(change => change.Hidden));
    }

    [Fact]
    public async Task A_pattern_that_is_off_is_neither_learned_nor_acted_on()
    {
        var known = await KnownAsync("reject");
        await ann.TellAsync(known.PatternId, new { rule = "on" });
        Assert.False((await ann.TellAsync(known.PatternId, new { isOn = false })).IsOn);
        var job = await ann.ReviewAsync(Remembered.Text("alot", 1));
        var change = Assert.Single(await ann.ChangesAsync(job.Id));
        Assert.Equal("pending", change.State);
        await ann.DecideAsync(job.Id, new { changeId = change.Id, action = "accept" });
        Assert.Equal((0, 1), await ann.CountsAsync(Remembered.Alot));

        await ann.TellAsync(known.PatternId, new { isOn = true });
        Assert.True(Assert.Single(await ann.ChangesAsync((await ann.ReviewAsync(Remembered.Text("alot", 1, "New"))).Id)).Hidden);
    }

    [Fact]
    public async Task Forgetting_a_pattern_forgets_its_rule_its_rejections_and_nothing_else()
    {
        var known = await KnownAsync("reject");
        await ann.TellAsync(known.PatternId, new { rule = "on" });
        var other = await ann.ReviewAsync("Here is teh cat.");
        await ann.BulkAsync(other.Id, new { }, "accept");
        await ann.ForgetAsync(known.PatternId);
        Assert.Equal([Remembered.Teh], (await ann.MemoryAsync()).Select(pattern => pattern.Pattern));
        var again = await ann.ReviewAsync(Remembered.Text("alot", 1));
        Assert.Equal("pending", Assert.Single(await ann.ChangesAsync(again.Id)).State);
        await ann.BulkAsync(again.Id, new { }, "accept");
        Assert.Equal((1, 0), await ann.CountsAsync(Remembered.Alot));
        using var unknown = await ann.Http.DeleteAsync($"/api/v1/memory/{Guid.CreateVersion7()}");
        await unknown.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    [Fact]
    public async Task What_was_forgotten_does_not_come_back_when_what_settled_it_is_undone()
    {
        app.Router.ByUser[ann.Id] = (asked, _) => Task.FromResult<Microsoft.AspNetCore.Http.IResult?>(FakeRouter.Reply(
        [
            new(asked.Blocks[0].Id, 8, 11, "teh", "the", "spelling", Remembered.Teh, 0.9),
            new(asked.Blocks[0].Id, 8, 11, "teh", "a", "spelling", "spelling:teh>a", 0.5),
        ]));
        var job = await ann.ReviewAsync("Here is teh cat.");
        var changes = (await ann.ChangesAsync(job.Id)).ToDictionary(change => change.Replacement);
        await ann.DecideAsync(job.Id, new { changeId = changes["the"].Id, action = "accept" });
        var forgotten = (await ann.RecallAsync(Remembered.Teh))!.PatternId;
        await ann.DecideAsync(job.Id, new { changeId = changes["a"].Id, action = "accept" }, new { changeId = changes["a"].Id, action = "undo" });
        await ann.ForgetAsync(forgotten);
        await ann.DecideAsync(job.Id, new { changeId = changes["a"].Id, action = "accept" });
        await ann.DecideAsync(job.Id, new { changeId = changes["a"].Id, action = "undo" });
        Assert.Empty(await ann.MemoryAsync());
        await ann.DecideAsync(job.Id, new { changeId = changes["the"].Id, action = "reject" });
        Assert.Equal((0, 1), await ann.CountsAsync(Remembered.Teh));
    }

    [Fact]
    public async Task Forgetting_everything_leaves_decisions_and_begins_anew()
    {
        var known = await KnownAsync("reject");
        await ann.TellAsync(known.PatternId, new { rule = "on" });
        await ann.ForgetAsync();
        Assert.Empty(await ann.MemoryAsync());
        var job = await ann.ReviewAsync(Remembered.Text("alot", 1));
        Assert.Equal(1, (await ann.GetAsync(job.Id)).Counts.Pending);
        await ann.BulkAsync(job.Id, new { }, "accept");
        Assert.Equal((1, 0), await ann.CountsAsync(Remembered.Alot));
    }

    [Fact]
    public async Task A_strangers_pattern_is_not_found()
    {
        var known = await KnownAsync("reject");
        var bob = app.NewPerson();
        using var told = await bob.Http.PatchAsJsonAsync($"/api/v1/memory/{known.PatternId}", new { rule = "on" });
        await told.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        using var forgotten = await bob.Http.DeleteAsync($"/api/v1/memory/{known.PatternId}");
        await forgotten.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        Assert.Empty(await bob.MemoryAsync());
        Assert.Equal((0, 1), await ann.CountsAsync(Remembered.Alot));
    }

    [Theory]
    [InlineData("""{"rule":"none"}""")]
    [InlineData("""{"rule":"always"}""")]
    [InlineData("""{"isOn":"yes"}""")]
    public async Task A_body_that_makes_no_sense_gets_the_envelope(string body)
    {
        var known = await KnownAsync("reject");
        using var answer = await ann.Http.PatchAsync($"/api/v1/memory/{known.PatternId}", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    private async Task<PatternAnswer> KnownAsync(string action)
    {
        var job = await ann.ReviewAsync(Remembered.Text("alot", 1));
        await ann.BulkAsync(job.Id, new { }, action);
        return (await ann.RecallAsync(Remembered.Alot))!;
    }
}
