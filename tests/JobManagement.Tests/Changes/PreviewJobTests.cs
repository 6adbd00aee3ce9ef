using System.Net;
using SwipeReview.JobManagement.Tests.Support;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Changes;

public sealed class PreviewJobTests(JobsApp shared)
{
    private readonly Person ann = shared.System.NewPerson();

    [Fact]
    public async Task The_text_is_shown_as_it_was_as_decided_and_as_if_all_were_accepted()
    {
        var job = await ann.ReviewAsync("We utilize teh cat alot, teh dog too.");
        var changes = await ann.ChangesAsync(job.Id);
        await ann.DecideAsync(
            job.Id,
            new { changeId = changes[0].Id, action = "edit", replacement = "employ" },
            new { changeId = changes[1].Id, action = "accept" },
            new { changeId = changes[2].Id, action = "reject" });
        Assert.Equal("We utilize teh cat alot, teh dog too.", await ann.PreviewAsync(job.Id, "original"));
        Assert.Equal("We employ the cat alot, teh dog too.", await ann.PreviewAsync(job.Id, "current"));
        Assert.Equal("We employ the cat alot, the dog too.", await ann.PreviewAsync(job.Id, "all"));
    }

    [Fact]
    public async Task Blocks_come_page_by_page_in_reading_order()
    {
        var job = await ann.ReviewAsync("One.\n\nTwo.\n\nThree.\n");
        using var first = await ann.Http.GetAsync($"/api/v1/jobs/{job.Id}/preview?limit=2");
        var page = await first.ShouldBeAsync<Page<PreviewAnswer>>(HttpStatusCode.OK);
        using var second = await ann.Http.GetAsync($"/api/v1/jobs/{job.Id}/preview?limit=200&cursor={page.NextCursor}");
        var rest = await second.ShouldBeAsync<Page<PreviewAnswer>>(HttpStatusCode.OK);
        Assert.Equal(["One.", "Two.", "Three."], page.Items.Concat(rest.Items).Select(block => block.Text).Where(text => text.Length > 0));
        Assert.Null(rest.NextCursor);
    }

    [Fact]
    public async Task An_unknown_view_gets_the_envelope()
    {
        var job = await ann.SubmitAsync("Fine.");
        using var answer = await ann.Http.GetAsync($"/api/v1/jobs/{job.Id}/preview?view=sideways");
        await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }
}
