using Microsoft.AspNetCore.Http;
using SwipeReview.Contracts.Delivery;
using SwipeReview.Contracts.Jobs;
using SwipeReview.JobManagement.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Decisions;

public sealed class JudgementTests(JobsApp shared)
{
    private readonly JobsSystem app = shared.System;
    private readonly Person ann = shared.System.NewPerson();

    [Fact]
    public async Task A_completed_review_tells_who_was_right_and_again_when_that_changes()
    {
        var judged = await app.TapAsync<ProposalsJudged>();
        var (job, deck) = await ReviewAsync();
        await ann.DecideAsync(
            job.Id, Said(deck["use"], "edit", "employ"), Said(deck["the"], "accept"), Said(deck["dog"], "reject"), Said(deck["now"], "skip"));

        var first = await judged.GetAsync(message => message.JobId == job.Id);
        Assert.Equal(ann.Id, first.UserId);
        // “a” was settled by “the”: nobody judged it.
        Assert.Equal(
            [new("local", "style", 0, 1), new("local", "word-choice", 1, 0), new("openai", "spelling", 1, 0), new("openai", "style", 0, 0)], first.Counts);

        await ann.DecideAsync(job.Id, Said(deck["a"], "accept"), Said(deck["now"], "reject"));
        var second = await judged.GetAsync(message => message.JobId == job.Id && message.At > first.At);
        Assert.Equal(
            [new("local", "style", 0, 1), new("local", "word-choice", 1, 0), new("openai", "spelling", 1, 0), new("openai", "style", 0, 1)], second.Counts);
    }

    [Fact]
    public async Task A_delivered_job_tells_what_was_decided_until_then()
    {
        var judged = await app.TapAsync<ProposalsJudged>();
        var (job, deck) = await ReviewAsync();
        await ann.DecideAsync(job.Id, Said(deck["the"], "accept"), Said(deck["use"], "accept"));
        await ann.DecideAsync(job.Id, Said(deck["use"], "undo"));
        await app.Bus.Publish(new ArtifactReady(Guid.CreateVersion7(), job.Id, ann.Id, "clean", Guid.CreateVersion7(), TimeProvider.System.GetUtcNow()));
        await ann.UntilAsync(job.Id, "delivered");

        var told = await judged.GetAsync(message => message.JobId == job.Id);
        Assert.Equal(
            [new("local", "style", 0, 0), new("local", "word-choice", 0, 0), new("openai", "spelling", 1, 0), new("openai", "style", 0, 0)], told.Counts);
    }

    [Fact]
    public async Task What_was_decided_for_a_person_they_did_not_judge()
    {
        var (first, deck) = await ReviewAsync();
        await ann.DecideAsync(first.Id, Said(deck["dog"], "reject"), Said(deck["now"], "reject"));
        var judged = await app.TapAsync<ProposalsJudged>();
        var (job, again) = await ReviewAsync();
        Assert.True(again["dog"].Hidden && again["now"].Hidden);
        await ann.DecideAsync(job.Id, Said(again["use"], "accept"), Said(again["the"], "accept"), Said(again["now"], "reject"));

        var told = await judged.GetAsync(message => message.JobId == job.Id);
        Assert.Equal(
            [new("local", "style", 0, 0), new("local", "word-choice", 1, 0), new("openai", "spelling", 1, 0), new("openai", "style", 0, 1)], told.Counts);
    }

    private static object Said(ChangeAnswer change, string action, string? replacement = null) => new { changeId = change.Id, action, replacement };

    private async Task<(JobAnswer Job, Dictionary<string, ChangeAnswer> Deck)> ReviewAsync()
    {
        app.Router.ByUser[ann.Id] = (asked, _) => Task.FromResult<IResult?>(FakeRouter.Reply(
        [
            new(asked.Blocks[0].Id, 3, 10, "utilize", "use", "word-choice", "word-choice:utilize>use", 0.6),
            new(asked.Blocks[0].Id, 11, 14, "teh", "the", "spelling", "spelling:teh>the", 0.9, Provider: "openai"),
            new(asked.Blocks[0].Id, 11, 14, "teh", "a", "spelling", "spelling:teh>a", 0.4, Provider: "openai"),
            new(asked.Blocks[0].Id, 15, 18, "cat", "dog", "style", "style:pets", 0.5),
            new(asked.Blocks[0].Id, 19, 24, "today", "now", "style", "style:short", 0.5, Provider: "openai"),
        ]));
        var job = await ann.ReviewAsync("We utilize teh cat today.");
        return (job, (await ann.ChangesAsync(job.Id)).ToDictionary(change => change.Replacement));
    }
}
