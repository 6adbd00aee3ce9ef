using System.Net;
using Microsoft.AspNetCore.Http;
using SwipeReview.Contracts.Identity;
using SwipeReview.Contracts.Storage;
using SwipeReview.JobManagement.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Erasure;

public sealed class EraseTests(JobsApp shared)
{
    private readonly JobsSystem app = shared.System;
    private readonly Person ann = shared.System.NewPerson();

    [Fact]
    public async Task With_the_file_goes_every_word_of_it()
    {
        var job = await ann.ReviewAsync("Here is teh cat.", new { instructions = "Mind the cat" });
        var change = Assert.Single(await ann.ChangesAsync(job.Id));
        await ann.DecideAsync(job.Id, new { changeId = change.Id, action = "edit", replacement = "our cat" });
        await app.Bus.Publish(new FileDeleted(job.FileId, ann.Id, TimeProvider.System.GetUtcNow()));
        await Eventually.BeTrueAsync(() => app.ScalarAsync<bool>($"select content_erased_at is not null from jobs where id = '{job.Id}'"), "erasure");

        foreach (var table in (string[])["jobs", "job_blocks", "changes", "decisions", "job_events", "job_words"])
        {
            var key = table == "jobs" ? "id" : "job_id";
            Assert.Equal(0, await app.ScalarAsync<long>($"select count(*) from {table} row where {key} = '{job.Id}' and row::text ~ 'cat\\M|teh'"));
        }

        Assert.Equal(1, (await ann.GetAsync(job.Id)).Counts.Accepted);
        foreach (var route in (string[])["changes", "preview"])
        {
            using var gone = await ann.Http.GetAsync($"/api/v1/jobs/{job.Id}/{route}");
            await gone.ShouldFailAsync(HttpStatusCode.Gone, "GONE");
        }

        using var accepted = await app.AsService().GetAsync($"/internal/jobs/{job.Id}/accepted-changes");
        await accepted.ShouldFailAsync(HttpStatusCode.Gone, "GONE");
        using var late = await ann.PostDecisionsAsync(job.Id, new { changeId = change.Id, action = "reject" });
        await late.ShouldFailAsync(HttpStatusCode.Gone, "GONE");
    }

    [Fact]
    public async Task A_job_that_still_runs_is_cancelled()
    {
        var gate = Gate.Before(app.Router, ann.Id);
        var job = await ann.SubmitAsync("Here is teh cat.");
        await gate.Arrived;
        await app.Bus.Publish(new FileDeleted(job.FileId, ann.Id, TimeProvider.System.GetUtcNow()));
        await gate.GivenUp;
        await ann.UntilAsync(job.Id, "cancelled");
    }

    [Fact]
    public async Task With_a_person_goes_everything_of_theirs_and_nothing_of_others()
    {
        var bob = app.NewPerson();
        await bob.ReviewAsync("Here is teh dog.");
        app.Router.ByUser[ann.Id] = (asked, _) => Task.FromResult<IResult?>(FakeRouter.Reply(
        [
            new(asked.Blocks[0].Id, 8, 11, "teh", "the", "spelling", "spelling:teh>the", 0.9),
            new(asked.Blocks[0].Id, 8, 11, "teh", "a", "spelling", "spelling:teh>a", 0.8),
        ]));
        var job = await ann.ReviewAsync("Here is teh cat.");
        Assert.Equal(2, await app.ScalarAsync<long>($"select count(*) from change_conflicts where user_id = '{ann.Id}'"));
        await ann.BulkAsync(job.Id, new { }, "accept");
        await app.Bus.Publish(new UserDeleted(ann.Id, TimeProvider.System.GetUtcNow()));
        foreach (var table in (string[])["jobs", "job_blocks", "changes", "change_conflicts", "decisions", "job_events", "line_turns"])
        {
            await Eventually.BeTrueAsync(() => app.ScalarAsync<bool>($"select count(*) = 0 from {table} where user_id = '{ann.Id}'"), $"{table} to be empty");
        }

        using var answer = await ann.Http.GetAsync($"/api/v1/jobs/{job.Id}");
        await answer.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        Assert.Equal(1, await app.ScalarAsync<long>($"select count(*) from changes where user_id = '{bob.Id}'"));
    }
}
