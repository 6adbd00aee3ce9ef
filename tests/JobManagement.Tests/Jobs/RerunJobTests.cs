using System.Net;
using System.Net.Http.Json;
using SwipeReview.JobManagement.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Jobs;

public sealed class RerunJobTests(JobsApp shared)
{
    private const string Text = "We utilize teh cat alot, teh dog too.";

    private readonly JobsSystem app = shared.System;
    private readonly Person ann = shared.System.NewPerson();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_rejected_stays_rejected_and_says_so_even_without_a_memory(bool isMemoryOn)
    {
        using var settings = await ann.Http.PutAsJsonAsync("/api/v1/memory/settings", new { isOn = isMemoryOn, autopilot = false });
        settings.EnsureSuccessStatusCode();
        var first = await ann.ReviewAsync(Text, new { instructions = "tighten", keepNumbers = true });
        var changes = await ann.ChangesAsync(first.Id);
        await ann.DecideAsync(
            first.Id, new { changeId = changes[0].Id, action = "accept" }, new { changeId = changes[1].Id, action = "reject" }, new { changeId = changes[2].Id, action = "reject" },
            new { changeId = changes[2].Id, action = "undo" });

        var again = await ann.RerunAsync(first.Id);
        Assert.Equal((first.Id, first.FileId), (again.RerunOf!.Value, again.FileId));
        var done = await ann.UntilAsync(again.Id, "ready");
        Assert.Equal(new CountsAnswer(4, 3, 0, 1, 0), done.Counts);
        var hidden = Assert.Single(await ann.ChangesAsync(again.Id), change => change.Hidden);
        Assert.Equal((changes[1].BlockId, changes[1].Start, "rejected"), (hidden.BlockId, hidden.Start, hidden.State));
        Assert.Contains("rejected", hidden.Decision!.Because, StringComparison.Ordinal);
        Assert.All(app.Router.RequestsOf(ann.Id), asked => Assert.Equal(("tighten", true), (asked.Task, asked.KeepNumbers)));

        // And once more: it is handed on, and what is brought back is not.
        var third = await ann.UntilAsync((await ann.RerunAsync(again.Id)).Id, "ready");
        Assert.Equal(1, third.Counts.Rejected);
        await ann.DecideAsync(third.Id, new { changeId = Assert.Single(await ann.ChangesAsync(third.Id), change => change.Hidden).Id, action = "undo" });
        Assert.Equal(0, (await ann.UntilAsync((await ann.RerunAsync(third.Id)).Id, "ready")).Counts.Rejected);
    }

    [Fact]
    public async Task What_can_not_be_done_again_is_refused()
    {
        var job = await ann.ReviewAsync(Text);
        using var strangers = await app.NewPerson().Http.PostAsync($"/api/v1/jobs/{job.Id}/rerun", null);
        await strangers.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");

        app.Storage.Delete(job.FileId);
        using var gone = await ann.Http.PostAsync($"/api/v1/jobs/{job.Id}/rerun", null);
        await gone.ShouldFailAsync(HttpStatusCode.Gone, "GONE");

        Gate.Before(app.Router, ann.Id);
        var running = await ann.SubmitAsync(Text);
        using var early = await ann.Http.PostAsync($"/api/v1/jobs/{running.Id}/rerun", null);
        await early.ShouldFailAsync(HttpStatusCode.Conflict, "CONFLICT");
    }
}
