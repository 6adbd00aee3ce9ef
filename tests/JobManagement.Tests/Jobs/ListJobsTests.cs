using System.Net;
using SwipeReview.JobManagement.Tests.Support;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Jobs;

public sealed class ListJobsTests(JobsApp shared)
{
    private readonly Person ann = shared.System.NewPerson();

    [Fact]
    public async Task Jobs_come_newest_first_page_by_page_and_each_once()
    {
        var submitted = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            submitted.Insert(0, (await ann.SubmitAsync("Fine.")).Id);
        }

        var listed = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await ListAsync($"limit=2&cursor={cursor}");
            listed.AddRange(page.Items.Select(job => job.Id));
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        Assert.Equal(submitted, listed);
    }

    [Fact]
    public async Task Nobody_elses_jobs_are_listed()
    {
        await shared.System.NewPerson().SubmitAsync("Theirs.");
        Assert.Empty((await ListAsync("")).Items);
    }

    [Fact]
    public async Task Jobs_are_filtered_by_status_type_and_words_of_the_file_name()
    {
        var ready = await ann.ReviewAsync("Fine.");
        using var posted = await ann.PostJobAsync(ann.Upload("Fine.", "Lease 100%_final.txt"));
        var lease = await posted.ShouldBeAsync<JobAnswer>(HttpStatusCode.Accepted);
        await ann.UntilAsync(lease.Id, "ready");
        Assert.Equal([lease.Id, ready.Id], (await ListAsync("status=ready&type=review")).Items.Select(job => job.Id));
        Assert.Empty((await ListAsync("status=failed")).Items);
        Assert.Equal(lease.Id, Assert.Single((await ListAsync("q=final%20LEASE")).Items).Id);
        Assert.Equal(lease.Id, Assert.Single((await ListAsync("q=100%25_")).Items).Id);
        Assert.Empty((await ListAsync("q=%25final%25x")).Items);
    }

    [Fact]
    public async Task Jobs_are_found_by_the_words_of_their_changes_with_or_without_accents_and_by_what_words_begin_with()
    {
        var (job, other) = (await ann.ReviewAsync("Here is teh cat."), await ann.ReviewAsync("We utilize cats."));
        shared.System.Router.ByUser[ann.Id] = (asked, _) => Task.FromResult<Microsoft.AspNetCore.Http.IResult?>(FakeRouter.Reply(
            [new Answer(asked.Blocks[0].Id, 0, 4, "Cafe", "Café-Menü", "spelling", "spelling:cafe", 0.9)]));
        var cafe = await ann.ReviewAsync("Cafe and more.");

        Assert.Equal(job.Id, Assert.Single((await ListAsync("q=TEH")).Items).Id);
        Assert.Equal(other.Id, Assert.Single((await ListAsync("q=util%20letter")).Items).Id);
        Assert.Equal(cafe.Id, Assert.Single((await ListAsync("q=menu")).Items).Id);
        Assert.Equal(cafe.Id, Assert.Single((await ListAsync("q=M%C3%A9nu%20caf%C3%A9")).Items).Id);
        Assert.Empty((await ListAsync("q=dog")).Items);
        Assert.Empty((await ListAsync("q=teh%20utilize")).Items);
        Assert.Equal(3, (await ListAsync("q=%26%20%7C%20!%20'%20%5C")).Items.Count);
        using var stranger = await shared.System.NewPerson().Http.GetAsync("/api/v1/jobs?q=teh");
        Assert.Empty((await stranger.ShouldBeAsync<Page<JobAnswer>>(HttpStatusCode.OK)).Items);
    }

    [Fact]
    public async Task More_words_than_a_row_can_hold_fail_no_job()
    {
        var many = string.Join(' ', Enumerable.Range(0, 150_000).Select(i => $"w{i:x}ord{i:x}"));
        Assert.True(await shared.System.ScalarAsync<bool>($"select job_words_with('first', '{many}') = 'first'::tsvector"));
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=201")]
    [InlineData("limit=many")]
    [InlineData("cursor=nonsense")]
    [InlineData("status=lost")]
    [InlineData("status=3")]
    [InlineData("type=poem")]
    [InlineData("q=%00")]
    public async Task A_query_that_makes_no_sense_gets_the_envelope(string query)
    {
        using var answer = await ann.Http.GetAsync($"/api/v1/jobs?{query}");
        await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    private async Task<Page<JobAnswer>> ListAsync(string query)
    {
        using var answer = await ann.Http.GetAsync($"/api/v1/jobs?{query}");
        return await answer.ShouldBeAsync<Page<JobAnswer>>(HttpStatusCode.OK);
    }
}
