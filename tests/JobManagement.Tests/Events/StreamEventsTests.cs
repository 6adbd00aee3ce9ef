using System.Net;
using SwipeReview.Contracts.Delivery;
using SwipeReview.JobManagement.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Events;

public sealed class StreamEventsTests(JobsApp shared)
{
    private const string Text = "Here is teh cat.\n\nHere is teh dog.\n\nHere is teh end.\n";

    private readonly JobsSystem app = shared.System;
    private readonly Person ann = shared.System.NewPerson();

    [Fact]
    public async Task A_follower_is_told_the_whole_story_in_order_and_then_the_stream_ends()
    {
        var job = await ann.SubmitAsync(Text);
        var following = ann.ReadEventsAsync(job.Id);
        await ann.UntilAsync(job.Id, "ready");
        var change = (await ann.ChangesAsync(job.Id))[0];
        await ann.DecideAsync(job.Id, new { changeId = change.Id, action = "accept" });
        await DeliverAsync(job);

        var story = await following;
        Assert.Equal(Enumerable.Range(1, story.Count).Select(id => (long)id), story.Select(happened => happened.Id));
        Assert.Equal(["queued", "running", "ready", "delivered"], story.Where(happened => happened.Kind == "status").Select(happened => happened.Status));
        Assert.Equal(3, story.Count(happened => happened.Kind == "change"));
        Assert.Contains(story, happened => happened.Kind == "progress" && happened.Data.GetProperty("progress").GetInt32() is > 0 and < 100);
        var decision = Assert.Single(story, happened => happened.Kind == "decision").Data;
        Assert.Equal((change.Id, "accepted"), (decision.GetProperty("changes")[0].GetProperty("id").GetGuid(), decision.GetProperty("changes")[0].GetProperty("state").GetString()));
        Assert.Equal(1, decision.GetProperty("counts").GetProperty("accepted").GetInt32());
    }

    [Fact]
    public async Task A_client_that_reconnects_after_every_event_misses_nothing_and_sees_nothing_twice()
    {
        var job = await ann.ReviewAsync(Text);
        await DeliverAsync(job);
        var story = await ann.ReadEventsAsync(job.Id);
        var pieced = new List<ServerEvent>();
        while (pieced.Count < story.Count)
        {
            pieced.AddRange(await ann.ReadEventsAsync(job.Id, pieced.Count == 0 ? null : pieced[^1].Id, most: 1));
        }

        Assert.Equal(story.Select(happened => (happened.Id, happened.Kind, happened.Data.GetRawText())), pieced.Select(happened => (happened.Id, happened.Kind, happened.Data.GetRawText())));
        using var nothing = await ann.OpenEventsAsync(job.Id, story[^1].Id.ToString());
        Assert.Equal(HttpStatusCode.NoContent, nothing.StatusCode);
    }

    [Fact]
    public async Task Another_instance_tells_the_same_story_as_it_happens()
    {
        await using var other = app.Add("api");
        var gate = Gate.Before(app.Router, ann.Id, after: 1);
        var job = await ann.SubmitAsync(Text);
        await gate.Arrived;
        var elsewhere = new Person(ann.Id, other.As(ann.Id), app);
        using var answer = await elsewhere.OpenEventsAsync(job.Id);
        gate.Open();
        await foreach (var happened in EventReader.ParseAsync(await answer.Content.ReadAsStreamAsync(), CancellationToken.None))
        {
            if (happened.Status == "ready")
            {
                return;
            }
        }

        Assert.Fail("The stream ended before the job was ready.");
    }

    [Fact]
    public async Task A_client_that_reconnects_again_and_again_to_either_instance_while_it_happens_misses_nothing_and_sees_nothing_twice()
    {
        await using var other = app.Add("api");
        Person[] doors = [ann, new Person(ann.Id, other.As(ann.Id), app)];
        app.Router.ByUser[ann.Id] = async (_, cancellationToken) =>
        {
            await Task.Delay(40, cancellationToken);
            return null;
        };
        var job = await ann.SubmitAsync(string.Concat(Enumerable.Range(0, 30).Select(i => $"Here is teh cat number {i}, beside teh dog which is long enough.\n\n")));

        var seen = new List<ServerEvent>();
        var connections = 0;
        while (seen.Count == 0 || seen[^1].Status != "ready")
        {
            seen.AddRange(await doors[connections % 2].ReadEventsAsync(job.Id, seen.Count == 0 ? null : seen[^1].Id, most: 1 + (connections % 7)));
            connections++;
        }

        Assert.True(connections > 10, $"There were {connections} connections.");
        Assert.Equal(Enumerable.Range(1, (int)await app.ScalarAsync<long>($"select event_seq from jobs where id = '{job.Id}'")).Select(id => (long)id), seen.Select(happened => happened.Id));
        var cards = seen.Where(happened => happened.Kind == "change").Select(happened => happened.Data.GetProperty("id").GetGuid()).ToList();
        Assert.Equal(60, cards.Distinct().Count());
        Assert.Equal(60, cards.Count);
        Assert.Equal((await ann.ChangesAsync(job.Id)).Select(change => change.Id).Order(), cards.Order());

        // Who only asks now and then is told the same.
        Assert.Equal((60, 100), ((await ann.GetAsync(job.Id)).Counts.Total, (await doors[1].GetAsync(job.Id)).Progress));
    }

    [Fact]
    public async Task While_nothing_happens_the_stream_says_that_it_lives()
    {
        await using var quick = await JobsSystem.StartAsync(shared.Infrastructure, ("Jobs:Events:KeepAlive", "00:00:01"));
        var bob = quick.NewPerson();
        var job = await bob.SubmitAsync(Text);
        using var answer = await bob.OpenEventsAsync(job.Id);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        for (var signs = 0; signs < 2;)
        {
            signs += await reader.ReadLineAsync(patience.Token) == ": still here" ? 1 : 0;
        }
    }

    [Fact]
    public async Task A_cancelled_job_ends_its_stream()
    {
        var gate = Gate.Before(app.Router, ann.Id);
        var job = await ann.SubmitAsync(Text);
        await gate.Arrived;
        var following = ann.ReadEventsAsync(job.Id);
        await ann.CancelAsync(job.Id);
        Assert.Equal("cancelled", (await following)[^1].Status);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData("1.5")]
    public async Task An_event_id_that_is_none_gets_the_envelope(string lastEventId)
    {
        var job = await ann.SubmitAsync(Text);
        using var answer = await ann.OpenEventsAsync(job.Id, lastEventId);
        await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    private async Task DeliverAsync(JobAnswer job)
    {
        await app.Bus.Publish(new ArtifactReady(Guid.CreateVersion7(), job.Id, ann.Id, "clean", Guid.CreateVersion7(), TimeProvider.System.GetUtcNow()));
        await ann.UntilAsync(job.Id, "delivered");
    }
}
