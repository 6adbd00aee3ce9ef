using System.Net;
using SwipeReview.JobManagement.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Memory;

/// <summary>What is decided and what is learned from it are one transaction, wherever in it the database gives up.</summary>
public sealed class AllOrNothingTests(JobsApp shared)
{
    private readonly JobsSystem app = shared.System;
    private readonly Person ann = shared.System.NewPerson();

    [Theory]
    [InlineData("job_events")] // the last to be written: evidence and predictions are there before
    [InlineData("memory_evidence")]
    [InlineData("memory_shadows")]
    public async Task A_decision_that_fails_leaves_nothing_behind(string table)
    {
        var job = await ann.ReviewAsync("Here is teh cat.");
        var swipe = new { id = Guid.CreateVersion7(), changeId = Assert.Single(await ann.ChangesAsync(job.Id)).Id, action = "reject" };
        await using (await BreakAsync(table, "true"))
        {
            using var failed = await ann.PostDecisionsAsync(job.Id, swipe);
            Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
            foreach (var written in (string[])["memory_evidence", "memory_shadows", "decisions"])
            {
                Assert.Equal(0, await app.ScalarAsync<long>($"select count(*) from {written} where user_id = '{ann.Id}'"));
            }

            Assert.Equal(1, (await ann.GetAsync(job.Id)).Counts.Pending);
        }

        Assert.Equal(1, (await ann.DecideAsync(job.Id, swipe)).Applied);
        Assert.Equal((0, 1), await ann.CountsAsync(Remembered.Teh));
    }

    [Fact]
    public async Task An_answer_whose_step_back_fails_is_no_answer()
    {
        var job = await ann.ReviewAsync(Remembered.Text("alot", 60));
        await ann.DecideAsync(job.Id, (await ann.ChangesAsync(job.Id)).Take(30).All("accept"));
        await ann.StartAutopilotAsync(job.Id);
        var open = await ann.ChangesAsync(job.Id, "state=pending&limit=200");
        await using (await BreakAsync("decisions", "new.action = 'undo' and new.made_by = 'autopilot'"))
        {
            using var failed = await ann.PostDecisionsAsync(job.Id, open.All("reject"));
            Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
            Assert.Equal(("auditing", new AuditAnswer(5, 0, 0)), await ann.AutopilotAsync(job.Id) is { Batch.Audit: var audit } autopilot ? (autopilot.State, audit) : default);
            Assert.Equal(new CountsAnswer(60, 5, 55, 0, 0), (await ann.GetAsync(job.Id)).Counts);
        }

        Assert.Equal(new CountsAnswer(60, 25, 30, 5, 0), (await ann.DecideAsync(job.Id, open.All("reject"))).Counts);
    }

    /// <summary>From now on the database refuses such rows of this person, until the result is disposed.</summary>
    private async Task<IAsyncDisposable> BreakAsync(string table, string when)
    {
        var name = $"break_{Guid.CreateVersion7():n}";
        await app.ScalarAsync<int>($"""
            create function {name}() returns trigger language plpgsql as $$ begin raise exception 'broken by a test'; end $$;
            create trigger {name} before insert on {table} for each row when (new.user_id = '{ann.Id}' and {when}) execute function {name}();
            """);
        return new Mend(app, $"drop trigger {name} on {table}; drop function {name}();");
    }

    private sealed class Mend(JobsSystem app, string sql) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await app.ScalarAsync<int>(sql);
    }
}
