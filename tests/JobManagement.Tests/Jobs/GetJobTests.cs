using System.Net;
using SwipeReview.JobManagement.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Jobs;

public sealed class GetJobTests(JobsApp shared)
{
    private readonly Person ann = shared.System.NewPerson();

    [Fact]
    public async Task A_write_is_seen_by_the_next_read()
    {
        var job = await ann.ReviewAsync("Here is teh cat.");
        var change = Assert.Single(await ann.ChangesAsync(job.Id));
        foreach (var (action, accepted) in ((string, int)[])[("accept", 1), ("undo", 0), ("accept", 1), ("reject", 0)])
        {
            Assert.Equal(0, (await ann.GetAsync(job.Id)).Counts.Skipped);
            await ann.DecideAsync(job.Id, new { changeId = change.Id, action });
            Assert.Equal(accepted, (await ann.GetAsync(job.Id)).Counts.Accepted);
        }
    }

    [Theory]
    [InlineData("01900000-0000-7000-8000-000000000000")]
    [InlineData("not-an-id")]
    public async Task An_unknown_job_is_not_found(string id)
    {
        using var answer = await ann.Http.GetAsync($"/api/v1/jobs/{id}");
        await answer.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
    }
}
