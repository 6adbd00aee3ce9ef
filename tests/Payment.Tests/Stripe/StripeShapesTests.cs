using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SwipeReview.Payment.Processors.Stripe;
using SwipeReview.Testing;
using SwipeReview.Testing.Stripe;

namespace SwipeReview.Payment.Tests.Stripe;

/// <summary>The stub is as good as its likeness: what it says is held against Stripe's public description, here and in every other test with it.</summary>
public sealed class StripeShapesTests(Infrastructure infrastructure)
{
    [Fact]
    public async Task All_that_the_stub_can_say_is_as_stripe_documents_it()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        var books = lab.Stripe.Books;
        await PayAsync(lab, session => books.Pay(session));
        var (_, slow) = await lab.CheckOutAsync(lab.Job());
        books.PayLater(slow);
        books.Arrive(slow, succeeds: true);
        var (_, failing) = await lab.CheckOutAsync(lab.Job());
        books.PayLater(failing);
        books.Arrive(failing, succeeds: false);
        var (_, expired) = await lab.CheckOutAsync(lab.Job());
        books.Expire(expired);
        var (refunded, disputed) = (await PayAsync(lab, session => books.Pay(session)), await PayAsync(lab, session => books.Pay(session)));
        books.SlowRefunds = true;
        using var admin = lab.Service.Host.As(Guid.CreateVersion7(), isAdmin: true);
        foreach (var succeeds in (bool[])[true, false])
        {
            (await admin.PostAsJsonAsync($"/api/v1/admin/payments/{refunded.Payment}/refund", new { amount = new { amount = "0.1", currency = "USD" }, reason = "x" })).Dispose();
            await Eventually.BeTrueAsync(() => Task.FromResult(books.Refunds.Any(refund => (string)refund["status"]! == "pending")), "the refund");
            books.EndRefund((string)books.Refunds[^1]["id"]!, succeeds);
        }

        var inquiry = books.Dispute(disputed.Session, isInquiry: true);
        books.Escalate(inquiry);
        books.Review(inquiry);
        books.EndDispute(inquiry, won: true);
        (await lab.Person.PostAsJsonAsync("/api/v1/plan/checkout", new { tier = "pro" })).Dispose();
        books.Pay((string)books.Sessions[^1]["id"]!);
        books.Renew((string)books.Subscriptions[0]["id"]!);
        books.Turn((string)books.Subscriptions[0]["id"]!, "canceled");
        await lab.DeliverAsync(books.Events);
        await lab.FollowedAsync();
        await lab.ReconcileAsync();
        (await lab.Person.PostAsync("/api/v1/plan/portal", null)).Dispose();
        foreach (var fault in Enum.GetValues<StripeFault>())
        {
            lab.Stripe.Fault = _ => fault;
            (await lab.TryPayAsync(lab.Job())).Dispose();
        }

        Assert.Empty(books.Violations);
        Assert.Empty(StripeShapes.Kinds.Except(books.Shown)); // and nothing of it was left out
    }

    [Theory]
    [InlineData("""{"id":"re_1","object":"refund","created":1,"currency":"usd"}""", "refund.amount is missing")]
    [InlineData("""{"id":"re_1","object":"refund","amount":"1","created":1,"currency":"usd"}""", "refund.amount is \"1\" and not integer")]
    [InlineData("""{"id":"re_1","object":"refund","amount":1,"created":1,"currency":"USD"}""", "refund.currency is \"USD\" and not currency")]
    [InlineData("""{"id":"re_1","object":"refund","amount":1,"created":1,"currency":"usd","reason":"bored"}""", "refund.reason is \"bored\" and not duplicate|expired_uncaptured_charge|fraudulent|requested_by_customer?")]
    [InlineData("""{"id":"re_1","object":"refund","amount":1,"created":1,"currency":"usd","livemode":false}""", "refund.livemode is not a field of refund")]
    [InlineData("""{"id":"re_1","object":"refund","amount":null,"created":1,"currency":"usd"}""", "refund.amount is null and not integer")]
    [InlineData("""{"error":{"message":"no"}}""", "error.type is missing")]
    [InlineData("""{"id":"x","object":"unheard_of"}""", ": no unheard_of")]
    public void What_is_not_as_documented_is_found(string body, string expected) => Assert.Equal([expected], StripeShapes.Violations(JsonNode.Parse(body)));

    [Fact]
    public void The_description_is_of_the_version_that_is_asked_for() => Assert.Equal(StripeShapes.ApiVersion, StripeOptions.ApiVersion);

    private static async Task<(Guid Payment, string Session)> PayAsync(StripeLab lab, Action<string> pay)
    {
        var (payment, session) = await lab.CheckOutAsync(lab.Job());
        pay(session);
        Assert.Equal("settled", await lab.StatusAsync(payment));
        return (payment, session);
    }
}
