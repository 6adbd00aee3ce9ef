using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SwipeReview.Payment.Tests.Ledger;
using SwipeReview.Testing;
using SwipeReview.Testing.Stripe;

namespace SwipeReview.Payment.Tests.Stripe;

/// <summary>What was paid stays paid, and has its papers, when the system is given another processor.</summary>
public sealed class ProcessorChangeTests(Infrastructure infrastructure)
{
    private readonly Guid user = Guid.CreateVersion7();

    [Fact]
    public async Task Play_money_goes_back_and_has_its_papers_when_the_system_has_a_key_of_stripes()
    {
        await using var stripe = await StripeStub.StartAsync();
        var before = await PaymentService.StartAsync(infrastructure, StripeLab.Quiet);
        var payment = await PaidAsync(before);
        var database = before.Connections;
        await before.DisposeAsync();

        await using var after = await PaymentService.StartAsync(infrastructure, [.. database, .. stripe.Settings(), .. StripeLab.Quiet]);
        using var person = after.Host.As(user);
        Assert.Equal(HttpStatusCode.OK, (await person.GetAsync($"/api/v1/payments/{payment}/receipt")).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await RefundAsync(after, payment)).StatusCode);
        await Eventually.BeTrueAsync(async () => (await person.GetFromJsonAsync<JsonElement>($"/api/v1/payments/{payment}")).GetProperty("status").GetString() == "refunded", "the refund");

        Assert.Empty(stripe.Calls); // it was never asked about another's money
        var check = await after.CheckLedgerAsync();
        Assert.True(check.Holds(), check.ToString());
        Assert.Equal("0.0000", check.Balance("processor:test"));
    }

    [Fact]
    public async Task Money_of_a_key_that_is_gone_is_not_promised_back_and_it_is_said_why()
    {
        await using var stripe = await StripeStub.StartAsync();
        var before = await PaymentService.StartAsync(infrastructure, [.. stripe.Settings(), .. StripeLab.Quiet]);
        using (var payer = before.Host.As(user))
        {
            var started = await (await payer.PostAsJsonAsync("/api/v1/payments", new { jobId = PaymentService.Bill(user, local: 80) })).Content.ReadFromJsonAsync<JsonElement>();
            stripe.Books.Pay(started.GetProperty("checkoutUrl").GetString()!.Split('/')[^1]);
            (await payer.PostAsync($"/api/v1/payments/{started.GetProperty("id").GetGuid()}/refresh", null)).EnsureSuccessStatusCode();
            var database = before.Connections;
            await before.DisposeAsync();

            await using var after = await PaymentService.StartAsync(infrastructure, [.. database, .. StripeLab.Quiet]);
            using var person = after.Host.As(user);
            var payment = started.GetProperty("id").GetGuid();
            using var refused = await RefundAsync(after, payment);

            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            Assert.Contains("stripe-test", await refused.Content.ReadAsStringAsync());
            Assert.Equal("settled", (await person.GetFromJsonAsync<JsonElement>($"/api/v1/payments/{payment}")).GetProperty("status").GetString());
            Assert.Equal(HttpStatusCode.OK, (await person.GetAsync($"/api/v1/payments/{payment}/invoice")).StatusCode);
            Assert.Empty(stripe.Books.Refunds);
        }
    }

    private async Task<Guid> PaidAsync(PaymentService service)
    {
        using var person = service.Host.As(user);
        using var answer = await person.PostAsJsonAsync("/api/v1/payments", new { jobId = PaymentService.Bill(user, local: 80) });
        var payment = await answer.Content.ReadFromJsonAsync<JsonElement>();
        await service.PayTestCheckoutAsync(payment);
        return payment.GetProperty("id").GetGuid();
    }

    private static async Task<HttpResponseMessage> RefundAsync(PaymentService service, Guid payment)
    {
        using var admin = service.Host.As(Guid.CreateVersion7(), isAdmin: true);
        return await admin.PostAsJsonAsync($"/api/v1/admin/payments/{payment}/refund", new { reason = "They asked." });
    }
}
