using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Npgsql;
using SwipeReview.Testing;
using SwipeReview.Testing.Stripe;

namespace SwipeReview.Payment.Tests.Kill;

/// <summary>
/// kill -9 between every two steps of a payment, one run per step. Calls are stopped by whom they reach and commits by
/// the locks that they need, so each run dies where its name says.
/// </summary>
public sealed class KillTests(KillLab lab) : IClassFixture<KillLab>
{
    private const string Refunds = "/v1/refunds";
    private const string Row = "select from payments where job_id = $1 for update";

    private readonly Guid job = PaymentService.Bill(lab.UserId, local: 80);
    private readonly string key = Guid.CreateVersion7().ToString();

    [Fact]
    public async Task Before_anything_is_stored()
    {
        lab.Billed = KillAsync;
        await StartPaymentAsync();
        await EndsRightAsync();
    }

    [Fact]
    public async Task After_the_payment_is_stored_before_stripe_is_asked()
    {
        lab.Stripe.Fault = call => call.IsPost ? StripeFault.LostRequest : StripeFault.None;
        lab.Stripe.Arrived = call => call.IsPost ? KillAsync() : Task.CompletedTask;
        await StartPaymentAsync();
        Assert.Empty(Sessions());
        await EndsRightAsync();
    }

    [Fact]
    public async Task After_stripe_opened_the_checkout_before_it_answered()
    {
        lab.Stripe.Done = call => call.IsPost ? KillAsync() : Task.CompletedTask;
        await StartPaymentAsync();
        Assert.Single(Sessions());
        await EndsRightAsync();
    }

    [Fact]
    public async Task After_stripe_answered_before_the_session_is_stored()
    {
        await KillAtCommitAfterAsync(call => call.IsPost, StartPaymentAsync);
        Assert.Equal(1L, await lab.AskAsync<long>("select count(*) from payments where job_id = $1 and session is null", job));
        await EndsRightAsync();
    }

    [Fact]
    public async Task After_the_session_is_stored()
    {
        var start = StartPaymentAsync();
        await lab.HappensAsync("select from payments where job_id = $1 and session is not null", job);
        await KillAsync();
        await start;
        await EndsRightAsync();
    }

    [Fact]
    public async Task After_an_event_came_before_it_is_stored()
    {
        await StartPaymentAsync();
        PayOpenCheckouts();
        await using (await lab.HoldAsync("lock table processor_events in exclusive mode"))
        {
            var delivery = DeliverAsync();
            await lab.StandsStillAsync();
            await KillAsync();
            await lab.EndWaitersAsync();
            await delivery;
        }

        Assert.Equal(0L, await lab.AskAsync<long>("select count(*) from processor_events where object_id = $1", SessionId));
        await EndsRightAsync();
    }

    [Fact]
    public async Task After_an_event_is_stored()
    {
        await StartPaymentAsync();
        PayOpenCheckouts();
        var delivery = DeliverAsync();
        await lab.HappensAsync("select from processor_events where object_id = $1", SessionId);
        await KillAsync();
        await delivery;
        await EndsRightAsync();
    }

    [Fact]
    public async Task After_stripe_was_asked_how_it_went()
    {
        await StartPaymentAsync();
        PayOpenCheckouts();
        lab.Stripe.Done = call => call.IsPost ? Task.CompletedTask : KillAsync();
        await DeliverAsync();
        await EndsRightAsync();
    }

    [Fact]
    public async Task After_stripe_said_that_it_is_paid_before_that_is_stored()
    {
        await StartPaymentAsync();
        await KillAtCommitAfterAsync(call => !call.IsPost && (string)lab.Stripe.Books.Find(SessionId)["payment_status"]! == "paid", () =>
        {
            PayOpenCheckouts();
            return DeliverAsync();
        });
        Assert.Equal(1L, await lab.AskAsync<long>("select count(*) from payments where job_id = $1 and status = 'pending'", job));
        await EndsRightAsync();
    }

    [Fact]
    public async Task After_it_is_settled()
    {
        await StartPaymentAsync();
        PayOpenCheckouts();
        await DeliverAsync();
        await lab.HappensAsync("select from payments where job_id = $1 and status = 'settled'", job);
        await KillAsync();
        await EndsRightAsync();
    }

    [Fact]
    public async Task After_the_settlement_was_announced()
    {
        await StartPaymentAsync();
        PayOpenCheckouts();
        await DeliverAsync();
        await lab.HappensAsync("select from payments where job_id = $1 and status = 'settled'", job);
        await Eventually.BeTrueAsync(() => Task.FromResult(lab.Announcements(job).Count > 0), "the announcement");
        await KillAsync();
        await EndsRightAsync();
    }

    [Fact]
    public Task After_a_refund_is_ordered_before_stripe_is_asked() => RefundEndsRightAsync(() =>
    {
        lab.Stripe.Fault = call => call.Path == Refunds ? StripeFault.LostRequest : StripeFault.None;
        lab.Stripe.Arrived = call => call.Path == Refunds ? KillAsync() : Task.CompletedTask;
        return OrderRefundAsync();
    });

    [Fact]
    public Task After_stripe_gave_the_money_back_before_it_answered() => RefundEndsRightAsync(() =>
    {
        lab.Stripe.Done = call => call.Path == Refunds ? KillAsync() : Task.CompletedTask;
        return OrderRefundAsync();
    });

    [Fact]
    public Task After_stripe_answered_before_the_refund_is_stored() => RefundEndsRightAsync(() =>
        KillAtCommitAfterAsync(call => call.Path == Refunds, OrderRefundAsync));

    [Fact]
    public Task After_a_stray_was_found_before_stripe_is_asked_to_send_it_back() => StrayEndsRightAsync(() =>
    {
        lab.Stripe.Fault = call => call.Path == Refunds ? StripeFault.LostRequest : StripeFault.None;
        lab.Stripe.Arrived = call => call.Path == Refunds ? KillAsync() : Task.CompletedTask;
    });

    [Fact]
    public Task After_stripe_sent_a_stray_back_before_that_is_stored() => StrayEndsRightAsync(
        () => lab.Stripe.Done = call => call is { IsPost: true, Path: Refunds } ? KillAsync() : Task.CompletedTask);

    /// <summary>A paid checkout whose payment is lost, as after a restore.</summary>
    private async Task StrayEndsRightAsync(Action arm)
    {
        await StartPaymentAsync();
        await lab.AskAsync<Guid>("delete from payments where job_id = $1 returning id", job);
        arm();
        PayOpenCheckouts();
        await DeliverAsync();
        await Eventually.BeTrueAsync(() => Task.FromResult(lab.IsDead), "the kill");
        lab.Calm();
        await lab.StartAgainAsync();
        await lab.HappensAsync("select from strays where session = $1 and status = 'succeeded'", SessionId);
        await Task.Delay(TimeSpan.FromSeconds(1)); // two rounds of the reconciler

        Assert.Equal([80L], Returned());
        var ledger = await lab.LedgerAsync();
        Assert.True(ledger.GetProperty("holds").GetBoolean(), ledger.ToString());
    }

    [Fact]
    public async Task After_stripe_told_of_a_dispute_before_that_is_stored()
    {
        await StartPaymentAsync();
        PayOpenCheckouts();
        await lab.HappensAsync("select from payments where job_id = $1 and status = 'settled'", job);
        lab.Stripe.Done = call => call.Path.StartsWith("/v1/disputes/", StringComparison.Ordinal) ? KillAsync() : Task.CompletedTask;
        lab.Stripe.Books.Dispute(SessionId);
        await Eventually.BeTrueAsync(() => Task.FromResult(lab.IsDead), "the kill");
        lab.Calm();
        await lab.StartAgainAsync();

        await lab.HappensAsync("select from payments where job_id = $1 and status = 'disputed'", job);
        Assert.Equal(1L, await lab.AskAsync<long>("select count(*) from ledger_entries join payments payment on payment.id = payment_id where job_id = $1 and kind = 'disputeOpened'", job));
        var ledger = await lab.LedgerAsync();
        Assert.True(ledger.GetProperty("holds").GetBoolean(), ledger.ToString());
    }

    private async Task RefundEndsRightAsync(Func<Task> refund)
    {
        await StartPaymentAsync();
        PayOpenCheckouts();
        await lab.HappensAsync("select from payments where job_id = $1 and status = 'settled'", job);
        await refund();
        await Eventually.BeTrueAsync(() => Task.FromResult(lab.IsDead), "the kill");
        lab.Calm();
        await lab.StartAgainAsync();
        await lab.HappensAsync("select from refunds join payments payment on payment.id = payment_id where job_id = $1 and refunds.status = 'succeeded'", job);
        await Task.Delay(TimeSpan.FromSeconds(1)); // two rounds of the reconciler

        Assert.Equal([80L], Charged());
        Assert.Equal([30L], Returned());
        var ledger = await lab.LedgerAsync();
        Assert.True(ledger.GetProperty("holds").GetBoolean(), ledger.ToString());
    }

    private async Task OrderRefundAsync()
    {
        using var admin = lab.Admin();
        var payment = await lab.AskAsync<Guid>("select id from payments where job_id = $1", job);
        await SurviveAsync(async () => (await admin.PostAsJsonAsync(
            $"/api/v1/admin/payments/{payment}/refund", new { amount = new { amount = "0.3000", currency = "USD" }, reason = "They asked." })).Dispose());
    }

    /// <summary>The person asks until there is a page to pay on and pays; all ends as if nothing had happened.</summary>
    private async Task EndsRightAsync()
    {
        lab.Calm();
        await lab.StartAgainAsync();
        await Eventually.BeTrueAsync(async () =>
        {
            await StartPaymentAsync();
            PayOpenCheckouts();
            return await lab.AskAsync<long>("select count(*) from payments where job_id = $1 and status = 'settled'", job) == 1;
        }, "the settlement", TimeSpan.FromSeconds(40));
        await Eventually.BeTrueAsync(() => Task.FromResult(lab.Announcements(job).Count > 0), "the announcement");
        await Task.Delay(TimeSpan.FromSeconds(1)); // two rounds of the reconciler

        Assert.Equal(1L, await lab.AskAsync<long>("select count(*) from payments where job_id = $1", job));
        Assert.Equal([80L], Charged());
        Assert.Single(lab.Announcements(job));
        var ledger = await lab.LedgerAsync();
        Assert.True(ledger.GetProperty("holds").GetBoolean(), ledger.ToString());
    }

    private Task KillAsync()
    {
        lab.Billed = () => Task.CompletedTask;
        return lab.KillAsync();
    }

    /// <summary>Stops the commit of what a call answered by the lock on the payment's row, and kills there.</summary>
    private async Task KillAtCommitAfterAsync(Func<StripeCall, bool> isTheCall, Func<Task> begin)
    {
        var held = new TaskCompletionSource<NpgsqlConnection>();
        lab.Stripe.Done = async call =>
        {
            if (!held.Task.IsCompleted && isTheCall(call))
            {
                held.TrySetResult(await lab.HoldAsync(Row, job));
            }
        };
        var work = begin();
        await using (await held.Task)
        {
            await lab.StandsStillAsync();
            await KillAsync();
            await lab.EndWaitersAsync();
        }

        await work;
    }

    /// <summary>As a client does that is never answered: it may have worked.</summary>
    private async Task StartPaymentAsync()
    {
        using var person = lab.Person();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/payments") { Content = JsonContent.Create(new { jobId = job }), Headers = { { "Idempotency-Key", key } } };
        await SurviveAsync(async () => (await person.SendAsync(request)).Dispose());
    }

    private async Task DeliverAsync()
    {
        using var internet = lab.Internet();
        var said = lab.Stripe.Books.Events.Last(one => (string)one["type"]! == "checkout.session.completed" && (string)one["data"]!["object"]!["id"]! == SessionId);
        await SurviveAsync(async () => (await internet.DeliverAsync(said)).Dispose());
    }

    private static async Task SurviveAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (HttpRequestException)
        {
            return; // it was killed
        }
    }

    private void PayOpenCheckouts()
    {
        foreach (var session in Sessions().ToArray())
        {
            lab.Stripe.Books.Pay((string)session["id"]!);
        }
    }

    private string SessionId => (string)Sessions().Single()["id"]!;

    private IEnumerable<JsonObject> Sessions() =>
        lab.Stripe.Books.Sessions.Where(session => (string)session["metadata"]!["jobId"]! == job.ToString());

    private IEnumerable<long> Returned() =>
        lab.Stripe.Books.Refunds.Where(back => Sessions().Any(session => (string?)session["payment_intent"] == (string)back["payment_intent"]!)).Select(back => (long)back["amount"]!);

    private IEnumerable<long> Charged() =>
        from session in Sessions()
        from charge in lab.Stripe.Books.Charges
        where (string)charge["payment_intent"]! == (string?)session["payment_intent"]
        select (long)charge["amount"]!;
}
