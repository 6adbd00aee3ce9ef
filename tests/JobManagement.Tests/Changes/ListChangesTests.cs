using System.Net;
using SwipeReview.JobManagement.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Changes;

public sealed class ListChangesTests(JobsApp shared)
{
    private const string Text = "We utilize it alot.\n\nAlas, teh end and teh rest.\n\nOr teh start.\n";

    private readonly Person ann = shared.System.NewPerson();

    [Fact]
    public async Task In_document_order_changes_come_as_one_reads()
    {
        var job = await ann.ReviewAsync(Text);
        Assert.Equal(["use", "a lot", "the", "the", "the"], (await ann.ChangesAsync(job.Id)).Select(change => change.Replacement));
    }

    [Fact]
    public async Task In_smart_order_what_settles_the_most_comes_first_and_what_is_decided_last()
    {
        var job = await ann.ReviewAsync($"We utilize it.\n\n{Remembered.Text("alot", 12)}");
        var swiped = (await ann.DeckAsync(job.Id)).Order[0];
        await ann.DecideAsync(job.Id, new { changeId = swiped, action = "accept" });
        var smart = await ann.ChangesAsync(job.Id, "order=smart");
        Assert.Equal("a lot", smart[0].Replacement);
        Assert.Equal([.. (await ann.DeckAsync(job.Id, tolerance: 0.02)).Order, swiped], smart.Select(change => change.Id));
    }

    [Theory]
    [InlineData("document")]
    [InlineData("smart")]
    public async Task Pages_show_each_change_once_though_cards_are_decided_meanwhile(string order)
    {
        var job = await ann.ReviewAsync(Text);
        var all = await ann.ChangesAsync(job.Id, $"order={order}");
        var seen = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await ann.ListAsync(job.Id, $"state=pending&limit=2&order={order}&cursor={cursor}");
            seen.AddRange(page.Items.Select(change => change.Id));
            await ann.DecideAsync(job.Id, [.. page.Items.Select(change => new { changeId = change.Id, action = "accept" })]);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        // The order of the deck moves with each decision; each card comes once all the same.
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Equal(all.Select(change => change.Id), order == "smart" ? seen.OrderBy(id => all.Index().First(change => change.Item.Id == id).Index) : seen);
    }

    [Fact]
    public async Task Changes_are_filtered_by_state_and_category()
    {
        var job = await ann.ReviewAsync(Text);
        var changes = await ann.ChangesAsync(job.Id);
        await ann.DecideAsync(
            job.Id, new { changeId = changes[0].Id, action = "reject" }, new { changeId = changes[1].Id, action = "accept" }, new { changeId = changes[2].Id, action = "skip" });
        foreach (var order in (string[])["document", "smart"])
        {
            Assert.Equal(2, (await ann.ChangesAsync(job.Id, $"state=pending&order={order}")).Count);
            Assert.Equal(3, (await ann.ChangesAsync(job.Id, $"state=decided&order={order}")).Count);
            Assert.Equal(changes[2].Id, Assert.Single(await ann.ChangesAsync(job.Id, $"state=skipped&order={order}")).Id);
            Assert.Equal(changes[0].Id, Assert.Single(await ann.ChangesAsync(job.Id, $"category=word-choice&order={order}")).Id);
            Assert.Empty(await ann.ChangesAsync(job.Id, $"category=nonsense&order={order}"));
        }
    }

    [Fact]
    public async Task A_change_says_everything_that_a_card_shows()
    {
        var job = await ann.ReviewAsync("Here is teh cat.");
        var change = Assert.Single(await ann.ChangesAsync(job.Id));
        Assert.Equal((8, 11, "teh", "the", "Here is ", " cat."), (change.Start, change.End, change.Original, change.Replacement, change.Before, change.After));
        Assert.Equal(("spelling", "spelling:teh>the", 0.99, "A common slip.", "local", false),
            (change.Category, change.Pattern, change.Confidence, change.Reason, change.Provider, change.LeftMachine));
        Assert.Equal(("pending", null), (change.State, change.Decision));
    }

    [Theory]
    [InlineData("cursor=nonsense")]
    [InlineData("cursor=IjAxOTAwMDAwLTAwMDAtNzAwMC04MDAwLTAwMDAwMDAwMDAwMCI")]
    [InlineData("order=smart&cursor=nonsense")]
    [InlineData("order=smart&cursor=IkFBRUNBd1FGIg")]
    [InlineData("state=perhaps")]
    [InlineData("order=random")]
    [InlineData("limit=1000")]
    public async Task A_query_that_makes_no_sense_gets_the_envelope(string query)
    {
        var job = await ann.SubmitAsync("Fine.");
        using var answer = await ann.Http.GetAsync($"/api/v1/jobs/{job.Id}/changes?{query}");
        await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }
}
