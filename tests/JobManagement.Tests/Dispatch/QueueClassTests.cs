using System.Net;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using SwipeReview.Contracts.Payment;
using SwipeReview.JobManagement.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Dispatch;

public sealed class QueueClassTests(JobsApp shared)
{
    private readonly JobsSystem app = shared.System;
    private readonly Person ann = shared.System.NewPerson();

    [Fact]
    public async Task A_plan_sets_the_class_of_the_jobs_that_are_submitted_from_then_on_and_late_news_sets_nothing()
    {
        var now = TimeProvider.System.GetUtcNow();
        Assert.Equal(10, await SubmitAsync());

        await app.Bus.Publish(new EntitlementChanged(ann.Id, "enterprise", 1, now));
        await Eventually.BeTrueAsync(async () => await SubmitAsync() == 1, "the class of the plan");
        await app.Bus.Publish(new EntitlementChanged(ann.Id, "pro", 5, now - TimeSpan.FromMinutes(1)));
        await Task.Delay(500);

        Assert.Equal(1, await SubmitAsync());
    }

    private async Task<int> SubmitAsync()
    {
        using var answer = await ann.PostJobAsync(ann.Upload("One line."));
        return (await answer.ShouldBeAsync<JobAnswer>(HttpStatusCode.Accepted)).Priority;
    }
}
