using System.Text;
using SwipeReview.Contracts.Delivery;
using SwipeReview.Contracts.Identity;
using SwipeReview.Contracts.Payment;
using SwipeReview.Contracts.Storage;
using SwipeReview.Delivery.Tests.Support;
using SwipeReview.Documents;
using SwipeReview.Testing;

namespace SwipeReview.Delivery.Tests.Artifacts;

public sealed class BuildArtifactTests(DeliveryApp app) : IClassFixture<DeliveryApp>
{
    private readonly Guid user = Guid.CreateVersion7();

    [Fact]
    public async Task A_storage_that_fails_once_only_delays()
    {
        var jobId = app.AddJob(user);
        app.Neighbours.RefusalsLeft[user] = 1;

        var download = await app.As(user).DownloadAsync(jobId);

        Assert.Equal(1, app.Neighbours.Artifacts[download.Id].Times);
        Assert.Equal(0, app.Neighbours.RefusalsLeft[user]);
    }

    [Fact]
    public async Task A_storage_that_is_away_for_longer_than_all_retries_only_delays()
    {
        var jobId = app.AddJob(user);
        app.Neighbours.OutagesLeft[user] = 6;

        var download = await app.As(user).WaitAsync((await app.As(user).RequestAsync(jobId)).Id, "ready", TimeSpan.FromSeconds(90));

        Assert.Equal((0, 1), (app.Neighbours.OutagesLeft[user], app.Neighbours.Artifacts[download.Id].Times));
    }

    [Fact]
    public async Task A_storage_that_keeps_failing_ends_the_build_and_it_can_be_asked_for_again()
    {
        var failed = await MessageTap<ArtifactFailed>.ConnectAsync(app.Bus);
        var jobId = app.AddJob(user);
        app.Neighbours.RefusalsLeft[user] = 4;

        var first = await app.As(user).RequestAsync(jobId);
        var ended = await app.As(user).WaitAsync(first.Id, "failed", TimeSpan.FromSeconds(90));
        var second = await app.As(user).DownloadAsync(jobId);

        Assert.Equal("UPSTREAM_FAILED", ended.Error!.Code);
        Assert.Equal("UPSTREAM_FAILED", (await failed.GetAsync(one => one.ArtifactId == first.Id)).Code);
        Assert.NotEqual(first.Id, second.Id);
    }

    [Fact]
    public async Task Decisions_that_change_while_it_waits_are_not_delivered_unpaid()
    {
        var failed = await MessageTap<ArtifactFailed>.ConnectAsync(app.Bus);
        var jobId = app.AddJob(user);
        app.Neighbours.RefusalsLeft[user] = 1;
        var asked = await app.As(user).RequestAsync(jobId);
        await Eventually.BeTrueAsync(() => Task.FromResult(app.Neighbours.RefusalsLeft[user] == 0), "the first attempt");

        app.Neighbours.Jobs[jobId].Revision++;

        var ended = await app.As(user).WaitAsync(asked.Id, "failed");
        Assert.Equal("CONFLICT", ended.Error!.Code);
        Assert.Null(ended.Url);
        await failed.GetAsync(one => one.ArtifactId == asked.Id && one.JobId == jobId && one.UserId == user && one.Format == "clean");
    }

    [Fact]
    public async Task What_is_given_back_while_it_waits_is_not_delivered()
    {
        var (jobId, paymentId) = (app.AddJob(user, isSettled: false), Guid.CreateVersion7());
        await app.Bus.Publish(new PaymentSettled(paymentId, jobId, user, 2, 0.5m, "USD", app.Clock.GetUtcNow()));
        app.Neighbours.RefusalsLeft[user] = 1;
        var asked = await Eventually.GetAsync(
            async () => (await app.As(user).PostDownloadAsync(jobId)).IsSuccessStatusCode ? await app.As(user).RequestAsync(jobId) : null, "the settlement");
        await Eventually.BeTrueAsync(() => Task.FromResult(app.Neighbours.RefusalsLeft[user] == 0), "the first attempt");

        await app.Bus.Publish(new PaymentRefunded(paymentId, jobId, user, 0.5m, "USD", app.Clock.GetUtcNow()));

        var ended = await app.As(user).WaitAsync(asked.Id, "failed");
        Assert.Equal("PAYMENT_REQUIRED", ended.Error!.Code);
        Assert.False(app.Neighbours.Artifacts.ContainsKey(asked.Id));
    }

    [Fact]
    public async Task An_original_that_is_gone_is_said_so()
    {
        var jobId = app.AddJob(user);
        app.Neighbours.Files.TryRemove(app.Neighbours.Jobs[jobId].FileId, out _);

        var ended = await app.As(user).WaitAsync((await app.As(user).RequestAsync(jobId)).Id, "failed");

        Assert.Equal("GONE", ended.Error!.Code);
    }

    [Fact]
    public async Task A_change_that_does_not_fit_the_file_fails_with_a_reason_and_stores_nothing()
    {
        var jobId = app.AddJob(user);
        app.Neighbours.Files[app.Neighbours.Jobs[jobId].FileId] = Encoding.UTF8.GetBytes("Quite another text.\n");

        var ended = await app.As(user).WaitAsync((await app.As(user).RequestAsync(jobId)).Id, "failed");

        Assert.Equal(DocumentException.Invalid, ended.Error!.Code);
        Assert.False(app.Neighbours.Artifacts.ContainsKey(ended.Id));
    }

    [Fact]
    public async Task The_command_that_comes_twice_builds_once()
    {
        var ready = await MessageTap<ArtifactReady>.ConnectAsync(app.Bus);
        var download = await app.As(user).DownloadAsync(app.AddJob(user));

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => app.Bus.Publish(new BuildArtifact(download.Id))));
        var marker = await app.As(user).DownloadAsync(app.AddJob(user));
        await ready.GetAsync(one => one.ArtifactId == marker.Id);
        await Task.Delay(300);

        Assert.Equal(1, app.Neighbours.Artifacts[download.Id].Times);
        Assert.Single(ready.Seen, one => one.ArtifactId == download.Id);
    }

    [Fact]
    public async Task A_file_that_storage_let_go_is_expired_and_its_link_gone()
    {
        var client = app.As(user);
        var download = await client.DownloadAsync(app.AddJob(user));

        await app.Bus.Publish(new FileDeleted(download.Id, user, app.Clock.GetUtcNow()));

        var expired = await client.WaitAsync(download.Id, "expired");
        Assert.Null(expired.Url);
        using var link = await app.Anonymous().GetAsync(download.Url);
        await link.ShouldFailAsync(System.Net.HttpStatusCode.Gone, "GONE");
    }

    [Fact]
    public async Task An_erased_person_leaves_no_row_and_no_dead_letter()
    {
        var client = app.As(user);
        var download = await client.DownloadAsync(app.AddJob(user));
        var other = Guid.CreateVersion7();
        var others = await app.As(other).DownloadAsync(app.AddJob(other));
        await app.DieAsync($"build {download.Id}");
        await app.DieAsync($"build {others.Id}");
        await Eventually.BeTrueAsync(async () => await app.DeadLettersAsync() is var waiting && waiting.Contains($"{download.Id}") && waiting.Contains($"{others.Id}"), "the letters");

        await app.Bus.Publish(new UserDeleted(user, app.Clock.GetUtcNow()));

        await Eventually.BeTrueAsync(async () => (await client.GetAsync($"/api/v1/downloads/{download.Id}")).StatusCode == System.Net.HttpStatusCode.NotFound, "the erasure");
        var left = await app.DeadLettersAsync();
        Assert.DoesNotContain($"{download.Id}", left);
        Assert.Contains($"{others.Id}", left);
    }
}
