using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using SwipeReview.Contracts.Delivery;
using SwipeReview.Contracts.Payment;
using SwipeReview.Delivery.Tests.Support;
using SwipeReview.Documents;
using SwipeReview.Testing;

namespace SwipeReview.Delivery.Tests.Downloads;

public sealed class RequestDownloadTests(DeliveryApp app) : IClassFixture<DeliveryApp>
{
    private readonly Guid user = Guid.CreateVersion7();

    [Fact]
    public async Task A_settled_job_becomes_a_file_with_what_was_accepted()
    {
        var ready = await MessageTap<ArtifactReady>.ConnectAsync(app.Bus);
        var jobId = app.AddJob(user);

        var download = await app.As(user).DownloadAsync(jobId);

        Assert.Equal("letter (reviewed).txt", download.Name);
        var bytes = await app.Anonymous().GetByteArrayAsync(download.Url);
        Assert.Equal(DeliveryApp.TextReviewed, Encoding.UTF8.GetString(bytes));
        Assert.Equal((bytes.Length, Neighbours.Hash(bytes)), (download.Size, download.Sha256));
        var message = await ready.GetAsync(one => one.ArtifactId == download.Id);
        Assert.Equal((jobId, user, "clean", download.Id), (message.JobId, message.UserId, message.Format, message.FileId));
        Assert.Equal((user, "letter (reviewed).txt", FileTypes.PlainText, 1), app.Neighbours.Artifacts[download.Id]);
    }

    [Fact]
    public async Task Nothing_accepted_costs_nothing_and_gives_the_same_bytes()
    {
        var original = Encoding.Latin1.GetBytes("caf\u00e9 \r\n na\u00efve \n end");
        var jobId = app.AddJob(user, "old.txt", FileTypes.PlainText, original, [], isSettled: false);

        var download = await app.As(user).DownloadAsync(jobId);

        Assert.Equal(original, await app.Anonymous().GetByteArrayAsync(download.Url));
    }

    [Fact]
    public async Task An_unsettled_job_must_be_paid_first()
    {
        var jobId = app.AddJob(user, isSettled: false);

        using var answer = await app.As(user).PostDownloadAsync(jobId);

        var error = await answer.ShouldFailAsync(HttpStatusCode.PaymentRequired, "PAYMENT_REQUIRED");
        Assert.Equal(2, error.GetProperty("details").GetProperty("acceptedChanges").GetInt32());
    }

    [Fact]
    public async Task A_settlement_covers_as_many_changes_as_it_quoted_and_no_more()
    {
        var jobId = app.AddJob(user, isSettled: false);
        app.Neighbours.Settled[jobId] = 1;

        using var answer = await app.As(user).PostDownloadAsync(jobId);

        await answer.ShouldFailAsync(HttpStatusCode.PaymentRequired, "PAYMENT_REQUIRED");
    }

    [Fact]
    public async Task The_message_of_a_settlement_is_enough_and_a_refund_takes_it_back()
    {
        var (jobId, paymentId) = (app.AddJob(user, isSettled: false), Guid.CreateVersion7());

        await app.Bus.Publish(new PaymentSettled(paymentId, jobId, user, 2, 0.5m, "USD", app.Clock.GetUtcNow()));
        await Eventually.BeTrueAsync(async () => (await app.As(user).PostDownloadAsync(jobId)).StatusCode == HttpStatusCode.Accepted, "the settlement");
        await app.Bus.Publish(new PaymentRefunded(paymentId, jobId, user, 0.5m, "USD", app.Clock.GetUtcNow()));

        await IsClosedAsync(jobId);
    }

    [Fact]
    public async Task What_was_delivered_before_a_refund_can_be_fetched_again()
    {
        var (jobId, paymentId) = (app.AddJob(user, isSettled: false), Guid.CreateVersion7());
        await app.Bus.Publish(new PaymentSettled(paymentId, jobId, user, 2, 0.5m, "USD", app.Clock.GetUtcNow()));
        await Eventually.BeTrueAsync(async () => (await app.As(user).PostDownloadAsync(jobId)).StatusCode == HttpStatusCode.Accepted, "the settlement");
        var delivered = await app.As(user).DownloadAsync(jobId);

        await app.Bus.Publish(new PaymentRefunded(paymentId, jobId, user, 0.5m, "USD", app.Clock.GetUtcNow()));
        await IsClosedAsync(jobId);

        var again = await app.As(user).DownloadAsync(jobId);
        Assert.Equal(await app.Anonymous().GetByteArrayAsync(delivered.Url), await app.Anonymous().GetByteArrayAsync(again.Url));
    }

    [Fact]
    public async Task What_goes_back_for_fewer_accepted_changes_closes_only_what_is_above_them()
    {
        var (jobId, paymentId) = (app.AddJob(user, isSettled: false), Guid.CreateVersion7());
        await app.Bus.Publish(new PaymentSettled(paymentId, jobId, user, 5, 0.5m, "USD", app.Clock.GetUtcNow()));
        await app.Bus.Publish(new PaymentRefunded(paymentId, jobId, user, 0.1m, "USD", app.Clock.GetUtcNow(), AcceptedChanges: 2));
        await Eventually.BeTrueAsync(async () => (await app.As(user).PostDownloadAsync(jobId)).StatusCode == HttpStatusCode.Accepted, "the settlement");

        await app.Bus.Publish(new PaymentRefunded(paymentId, jobId, user, 0.1m, "USD", app.Clock.GetUtcNow(), AcceptedChanges: 1));

        await IsClosedAsync(jobId);
    }

    [Fact]
    public async Task A_dispute_holds_what_is_not_built_until_it_is_over_and_the_latest_word_counts_whenever_it_comes()
    {
        var (jobId, paymentId) = (app.AddJob(user, isSettled: false), Guid.CreateVersion7());
        await app.Bus.Publish(new PaymentSettled(paymentId, jobId, user, 2, 0.5m, "USD", app.Clock.GetUtcNow()));
        await Eventually.BeTrueAsync(async () => (await app.As(user).PostDownloadAsync(jobId)).StatusCode == HttpStatusCode.Accepted, "the settlement");

        await app.Bus.Publish(new PaymentDisputed(paymentId, jobId, user, IsHeld: true, Revision: 1, 0.5m, "USD", app.Clock.GetUtcNow()));
        await IsClosedAsync(jobId);
        var job = app.Neighbours.Jobs[jobId];
        job.Revision += 100;
        await app.Bus.Publish(new PaymentDisputed(paymentId, jobId, user, IsHeld: false, Revision: 4, 0, "USD", app.Clock.GetUtcNow()));
        await Eventually.BeTrueAsync(async () => (await app.As(user).PostDownloadAsync(jobId)).StatusCode == HttpStatusCode.Accepted, "the end of the dispute");

        // What was said in between comes late. A second job's settlement shows that it was heard.
        await app.Bus.Publish(new PaymentDisputed(paymentId, jobId, user, IsHeld: true, Revision: 3, 0.5m, "USD", app.Clock.GetUtcNow()));
        var (witness, other) = (app.AddJob(user, isSettled: false), Guid.CreateVersion7());
        await app.Bus.Publish(new PaymentSettled(other, witness, user, 2, 0.5m, "USD", app.Clock.GetUtcNow()));
        await app.Bus.Publish(new PaymentDisputed(other, witness, user, IsHeld: true, Revision: 1, 0.5m, "USD", app.Clock.GetUtcNow()));
        await IsClosedAsync(witness);
        job.Revision += 100;
        Assert.Equal(HttpStatusCode.Accepted, (await app.As(user).PostDownloadAsync(jobId)).StatusCode);
    }

    /// <summary>For anything new: with each look the decisions are others, so that nothing built before is found.</summary>
    private async Task IsClosedAsync(Guid jobId)
    {
        var job = app.Neighbours.Jobs[jobId];
        var delivered = job.Revision;
        await Eventually.BeTrueAsync(
            async () =>
            {
                job.Revision++;
                return (await app.As(user).PostDownloadAsync(jobId)).StatusCode == HttpStatusCode.PaymentRequired;
            }, "the refund");
        job.Revision = delivered;
    }

    [Fact]
    public async Task Payment_is_only_asked_when_the_copy_says_no()
    {
        var (settled, unsettled) = (app.AddJob(user, isSettled: false), app.AddJob(user, isSettled: false));
        await app.Bus.Publish(new PaymentSettled(Guid.CreateVersion7(), settled, user, 2, 0.5m, "USD", app.Clock.GetUtcNow()));
        await Eventually.BeTrueAsync(async () => (await app.As(user).PostDownloadAsync(settled)).StatusCode == HttpStatusCode.Accepted, "the settlement");
        app.Neighbours.PaymentIsAway = true;
        try
        {
            using var paid = await app.As(user).PostDownloadAsync(settled);
            using var unknown = await app.As(user).PostDownloadAsync(unsettled);

            Assert.Equal(HttpStatusCode.Accepted, paid.StatusCode);
            await unknown.ShouldFailAsync(HttpStatusCode.BadGateway, "UPSTREAM_FAILED");
        }
        finally
        {
            app.Neighbours.PaymentIsAway = false;
        }
    }

    [Fact]
    public async Task A_refund_that_arrives_before_its_settlement_has_the_last_word()
    {
        var (jobId, paymentId, later) = (app.AddJob(user, isSettled: false), Guid.CreateVersion7(), app.AddJob(user, isSettled: false));

        await app.Bus.Publish(new PaymentRefunded(paymentId, jobId, user, 0.5m, "USD", app.Clock.GetUtcNow()));
        await Task.Delay(500);
        await app.Bus.Publish(new PaymentSettled(paymentId, jobId, user, 2, 0.5m, "USD", app.Clock.GetUtcNow()));
        await app.Bus.Publish(new PaymentSettled(Guid.CreateVersion7(), later, user, 2, 0.5m, "USD", app.Clock.GetUtcNow()));
        await Eventually.BeTrueAsync(async () => (await app.As(user).PostDownloadAsync(later)).StatusCode == HttpStatusCode.Accepted, "the later settlement");

        using var answer = await app.As(user).PostDownloadAsync(jobId);
        await answer.ShouldFailAsync(HttpStatusCode.PaymentRequired, "PAYMENT_REQUIRED");
    }

    [Theory]
    [InlineData("queued")]
    [InlineData("running")]
    [InlineData("failed")]
    [InlineData("cancelled")]
    public async Task A_job_that_is_not_ready_is_a_conflict(string status)
    {
        var jobId = app.AddJob(user);
        app.Neighbours.Jobs[jobId].Status = status;

        using var answer = await app.As(user).PostDownloadAsync(jobId);

        var error = await answer.ShouldFailAsync(HttpStatusCode.Conflict, "CONFLICT");
        Assert.Equal(status, error.GetProperty("details").GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("redline")]
    [InlineData("CLEAN")]
    [InlineData("0")]
    [InlineData("")]
    public async Task A_format_that_the_job_does_not_offer_is_answered_with_those_that_it_does(string format)
    {
        using var answer = await app.As(user).PostDownloadAsync(app.AddJob(user), format);

        var error = await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        Assert.Contains("clean", error.GetProperty("details").GetProperty("formats").EnumerateArray().Select(one => one.GetString()));
    }

    [Fact]
    public async Task A_body_that_is_no_json_is_told_so()
    {
        using var answer = await app.As(user).PostAsync("/api/v1/downloads", new StringContent("{oops", Encoding.UTF8, "application/json"));

        await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    [Fact]
    public async Task The_same_asked_many_times_at_once_is_built_once()
    {
        var jobId = app.AddJob(user);
        var client = app.As(user);

        var asked = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => client.RequestAsync(jobId)));
        var again = await client.DownloadAsync(jobId);

        Assert.Equal([again.Id], asked.Select(one => one.Id).Distinct());
        Assert.Equal(1, app.Neighbours.Artifacts[again.Id].Times);
        var listed = await client.GetFromJsonAsync<JsonElement>($"/api/v1/downloads?jobId={jobId}");
        Assert.Equal(1, listed.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Other_decisions_make_another_artifact()
    {
        var jobId = app.AddJob(user);
        var first = await app.As(user).DownloadAsync(jobId);
        app.Neighbours.Jobs[jobId] = app.Neighbours.Jobs[jobId] with { Accepted = [.. app.Neighbours.Jobs[jobId].Accepted.Take(1)], Revision = 2 };

        var second = await app.As(user).DownloadAsync(jobId);

        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal("This is a lot of text.\nIt has to lines.\n", await app.Anonymous().GetStringAsync(second.Url));
    }

    [Fact]
    public async Task The_same_idempotency_key_gives_the_same_answer()
    {
        var jobId = app.AddJob(user);
        var client = app.As(user);
        client.DefaultRequestHeaders.Add("Idempotency-Key", "k1");

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => client.RequestAsync(jobId)));
        using var other = await client.PostDownloadAsync(app.AddJob(user));

        Assert.Single(answers.Select(one => one.Id).Distinct());
        await other.ShouldFailAsync(HttpStatusCode.UnprocessableEntity, "IDEMPOTENCY_KEY_REUSED");
    }

    [Fact]
    public async Task A_stranger_finds_nothing()
    {
        var jobId = app.AddJob(user);
        var download = await app.As(user).DownloadAsync(jobId);
        var stranger = app.As(Guid.CreateVersion7());

        using var post = await stranger.PostDownloadAsync(jobId);
        using var get = await stranger.GetAsync($"/api/v1/downloads/{download.Id}");
        var list = await stranger.GetFromJsonAsync<JsonElement>($"/api/v1/downloads?jobId={jobId}");
        using var unknown = await stranger.PostDownloadAsync(Guid.CreateVersion7());
        using var anonymous = await app.Anonymous().PostDownloadAsync(jobId);

        await post.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        await get.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        Assert.Equal(0, list.GetProperty("items").GetArrayLength());
        await unknown.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        await anonymous.ShouldFailAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
    }

    [Fact]
    public async Task An_erased_job_is_gone()
    {
        var jobId = app.AddJob(user);
        app.Neighbours.Jobs[jobId].IsErased = true;

        using var answer = await app.As(user).PostDownloadAsync(jobId);

        await answer.ShouldFailAsync(HttpStatusCode.Gone, "GONE");
    }
}
