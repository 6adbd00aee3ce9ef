using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Payment.Refunds;
using SwipeReview.Testing;
using SwipeReview.Testing.Stripe;

namespace SwipeReview.Payment.Tests.Stripe;

public sealed class RefundFaultTests(Infrastructure infrastructure)
{
    [Theory]
    [InlineData(StripeFault.None)]
    [InlineData(StripeFault.LostAnswer)]
    [InlineData(StripeFault.Failed)]
    [InlineData(StripeFault.FailedAfterwards)]
    public async Task Money_goes_back_once_whatever_the_call_comes_to(StripeFault fault)
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        var payment = await PaidAsync(lab);
        lab.Stripe.Fault = call => call.IsPost ? fault : StripeFault.None;

        await OrderAsync(lab, payment, "0.3000");
        await Eventually.BeTrueAsync(() => Task.FromResult(lab.Stripe.Calls.Any(call => call.Path == "/v1/refunds")), "the call");
        lab.Stripe.Fault = _ => StripeFault.None;
        await EndedAsync(lab);

        Assert.Equal([30L], lab.Stripe.Books.Refunds.Select(refund => (long)refund["amount"]!));
        await lab.BooksHoldAsync();
    }

    [Fact]
    public async Task A_slow_refund_ends_with_its_event_and_one_that_failed_is_kept()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        lab.Stripe.Books.SlowRefunds = true;
        foreach (var succeeds in (bool[])[true, false])
        {
            var payment = await PaidAsync(lab);
            await OrderAsync(lab, payment, "0.3000");
            await Eventually.BeTrueAsync(
                () => lab.Service.InDatabaseAsync(db => db.Refunds.AnyAsync(row => row.PaymentId == payment && row.Status == RefundStatus.Pending)), "the refund to be under way");

            lab.Stripe.Books.EndRefund((string)lab.Stripe.Books.Refunds[^1]["id"]!, succeeds);
            await lab.DeliverAsync(lab.Stripe.Books.Events[^1]);
            await lab.FollowedAsync();

            var refund = await lab.Service.InDatabaseAsync(db => db.Refunds.SingleAsync(row => row.PaymentId == payment));
            Assert.Equal(succeeds ? RefundStatus.Succeeded : RefundStatus.Failed, refund.Status);
            await lab.BooksHoldAsync();
        }
    }

    private static async Task<Guid> PaidAsync(StripeLab lab)
    {
        var (payment, session) = await lab.CheckOutAsync(lab.Job());
        lab.Stripe.Books.Pay(session);
        Assert.Equal("settled", await lab.StatusAsync(payment));
        return payment;
    }

    private static async Task OrderAsync(StripeLab lab, Guid payment, string amount)
    {
        using var admin = lab.Service.Host.As(Guid.CreateVersion7(), isAdmin: true);
        using var answer = await admin.PostAsJsonAsync($"/api/v1/admin/payments/{payment}/refund", new { amount = new { amount, currency = "USD" }, reason = "They asked." });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    private static Task EndedAsync(StripeLab lab) => Eventually.BeTrueAsync(async () =>
    {
        await lab.ReconcileAsync();
        return await lab.Service.InDatabaseAsync(db => db.Refunds.AllAsync(refund => refund.Status == RefundStatus.Succeeded));
    }, "the refund to end");
}
