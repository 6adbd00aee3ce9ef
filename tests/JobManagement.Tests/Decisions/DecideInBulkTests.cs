using System.Net;
using System.Net.Http.Json;
using SwipeReview.JobManagement.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Decisions;

public sealed class DecideInBulkTests(JobsApp shared)
{
    private const string Text = "We utilize teh cat alot, teh dog too.";

    private readonly Person ann = shared.System.NewPerson();

    [Fact]
    public async Task All_pending_changes_that_match_are_decided_and_the_rest_is_left()
    {
        var job = await ann.ReviewAsync(Text);
        var changes = await ann.ChangesAsync(job.Id);
        await ann.DecideAsync(job.Id, new { changeId = changes[1].Id, action = "reject" });
        var answer = await ann.BulkAsync(job.Id, new { category = "spelling" }, "accept");
        Assert.Equal((2, 1, 1), (answer.Resolved, answer.Skipped, answer.Remaining));
        Assert.Equal(["pending", "rejected", "accepted", "accepted"], (await ann.ChangesAsync(job.Id)).Select(change => change.State));
    }

    [Fact]
    public async Task A_filter_may_name_a_pattern_or_a_confidence()
    {
        var job = await ann.ReviewAsync(Text);
        Assert.Equal(1, (await ann.BulkAsync(job.Id, new { pattern = "spelling:alot>a lot" }, "skip")).Resolved);
        Assert.Equal(2, (await ann.BulkAsync(job.Id, new { minConfidence = 0.95 }, "accept")).Resolved);
        Assert.Equal(1, (await ann.BulkAsync(job.Id, new { }, "reject")).Resolved);
        Assert.Equal(new CountsAnswer(4, 0, 2, 1, 1), (await ann.GetAsync(job.Id)).Counts);
    }

    [Fact]
    public async Task A_filter_may_name_the_changes_that_were_shown()
    {
        var job = await ann.ReviewAsync(Text);
        var changes = await ann.ChangesAsync(job.Id);
        var shown = new[] { changes[1].Id, changes[3].Id, changes[3].Id };
        Assert.Equal(2, (await ann.BulkAsync(job.Id, new { changeIds = shown }, "accept")).Resolved);
        var decided = await ann.ChangesAsync(job.Id);
        Assert.Equal(["pending", "accepted", "pending", "accepted"], decided.Select(change => change.State));
        Assert.Equal(["bulk", "bulk"], decided.Where(change => change.Decision is not null).Select(change => change.Decision!.By));
    }

    [Fact]
    public async Task A_change_of_another_job_is_not_found_and_none_is_decided()
    {
        var job = await ann.ReviewAsync(Text);
        var other = await ann.ReviewAsync("Here is teh mouse.");
        var ids = new[] { (await ann.ChangesAsync(job.Id))[0].Id, (await ann.ChangesAsync(other.Id))[0].Id };
        using var answer = await ann.Http.PostAsJsonAsync($"/api/v1/jobs/{job.Id}/decisions/bulk", new { filter = new { changeIds = ids }, action = "accept" });
        await answer.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        using var none = await ann.Http.PostAsJsonAsync($"/api/v1/jobs/{job.Id}/decisions/bulk", new { filter = new { changeIds = Array.Empty<Guid>() }, action = "accept" });
        await none.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        Assert.Equal(4, (await ann.GetAsync(job.Id)).Counts.Pending);
    }

    [Fact]
    public async Task It_is_undone_as_one_and_what_was_decided_anew_stays()
    {
        var job = await ann.ReviewAsync(Text);
        var changes = await ann.ChangesAsync(job.Id);
        var batch = await ann.BulkAsync(job.Id, new { }, "accept");
        await ann.DecideAsync(job.Id, new { changeId = changes[0].Id, action = "reject" });
        var undone = await ann.UndoBulkAsync(job.Id, batch.BatchId);
        Assert.Equal((3, 1, 3), (undone.Resolved, undone.Skipped, undone.Remaining));
        Assert.Equal(["rejected", "pending", "pending", "pending"], (await ann.ChangesAsync(job.Id)).Select(change => change.State));
        Assert.Equal(0, (await ann.UndoBulkAsync(job.Id, batch.BatchId)).Resolved);
    }

    [Fact]
    public async Task An_unknown_batch_is_not_found()
    {
        var job = await ann.ReviewAsync(Text);
        using var answer = await ann.Http.PostAsync($"/api/v1/jobs/{job.Id}/decisions/bulk/{Guid.CreateVersion7()}/undo", null);
        await answer.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    [Theory]
    [InlineData("edit", 0.5)]
    [InlineData("undo", 0.5)]
    [InlineData("explode", 0.5)]
    [InlineData("accept", 1.5)]
    public async Task A_body_that_makes_no_sense_gets_the_envelope(string action, double minConfidence)
    {
        var job = await ann.ReviewAsync(Text);
        using var answer = await ann.Http.PostAsJsonAsync($"/api/v1/jobs/{job.Id}/decisions/bulk", new { filter = new { minConfidence }, action });
        await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }
}
