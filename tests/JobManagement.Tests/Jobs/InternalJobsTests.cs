using System.Net;
using System.Text.Json;
using SwipeReview.Contracts.Payment;
using SwipeReview.JobManagement.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Jobs;

public sealed class InternalJobsTests(JobsApp shared)
{
    private readonly JobsSystem app = shared.System;
    private readonly Person ann = shared.System.NewPerson();

    [Fact]
    public async Task Accepted_changes_come_in_document_order_with_what_is_to_be_written()
    {
        var job = await ann.ReviewAsync("We utilize teh cat alot.");
        var changes = await ann.ChangesAsync(job.Id);
        await ann.DecideAsync(
            job.Id,
            new { changeId = changes[2].Id, action = "accept" },
            new { changeId = changes[0].Id, action = "edit", replacement = "employ" },
            new { changeId = changes[1].Id, action = "reject" });
        var answer = await GetAsync(job.Id, "/accepted-changes");
        Assert.Equal(["employ", "a lot"], answer.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("replacement").GetString()));
        var revision = answer.GetProperty("revision").GetInt64();
        Assert.Equal(revision, (await GetAsync(job.Id, "/accepted-changes")).GetProperty("revision").GetInt64());
        await ann.DecideAsync(job.Id, new { changeId = changes[1].Id, action = "undo" });
        Assert.NotEqual(revision, (await GetAsync(job.Id, "/accepted-changes")).GetProperty("revision").GetInt64());
    }

    [Fact]
    public async Task The_bill_counts_accepted_changes_by_who_proposed_them()
    {
        var job = await ann.ReviewAsync("We utilize teh cat alot, teh dog too.");
        await ann.BulkAsync(job.Id, new { }, "accept");
        var bill = await GetAsync(job.Id, "/billing");
        Assert.Equal(4, bill.GetProperty("acceptedTotal").GetInt32());
        Assert.Equal("0.0000", bill.GetProperty("meteredCost").GetProperty("amount").GetString());
        Assert.Equal(
            [("spelling", "local", false, 3), ("word-choice", "local", false, 1)],
            bill.GetProperty("accepted").EnumerateArray().Select(group => (
                group.GetProperty("category").GetString()!, group.GetProperty("provider").GetString()!, group.GetProperty("leftMachine").GetBoolean(), group.GetProperty("count").GetInt32())));
    }

    [Fact]
    public async Task A_settlement_is_kept_and_a_smaller_one_that_comes_late_changes_nothing()
    {
        var job = await ann.ReviewAsync("Here is teh cat.", new { @private = true });
        foreach (var accepted in (int[])[7, 3])
        {
            await app.Bus.Publish(new PaymentSettled(Guid.CreateVersion7(), job.Id, ann.Id, accepted, 0, "USD", TimeProvider.System.GetUtcNow()));
        }

        await Eventually.BeTrueAsync(
            () => app.ScalarAsync<bool>("select count(*) >= 2 from inbox_messages where consumer like '%record-settlement%'"), "both settlements");
        var summary = await GetAsync(job.Id, "");
        Assert.Equal((7, true, "text/plain"), (
            summary.GetProperty("settledChanges").GetInt32(), summary.GetProperty("private").GetBoolean(), summary.GetProperty("contentType").GetString()));
    }

    private async Task<JsonElement> GetAsync(Guid jobId, string route)
    {
        using var answer = await app.AsService().GetAsync($"/internal/jobs/{jobId}{route}");
        return await answer.ShouldBeAsync<JsonElement>(HttpStatusCode.OK);
    }
}
