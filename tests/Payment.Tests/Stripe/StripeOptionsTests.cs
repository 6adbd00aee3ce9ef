using System.Net;
using SwipeReview.Testing;

namespace SwipeReview.Payment.Tests.Stripe;

public sealed class StripeOptionsTests(Infrastructure infrastructure)
{
    [Theory]
    [InlineData("Payment:Stripe:ApiKey", "pk_test_1", "begins with")]
    [InlineData("Payment:Stripe:ApiKey", "sk_live_1", "over https only")]
    [InlineData("Payment:Stripe:BaseUrl", "http://stripe.example", "over https only")]
    [InlineData("Payment:Stripe:WebhookSecrets:0", "secret", "One or two secrets")]
    [InlineData("Payment:Stripe:WebhookSecrets:2", "whsec_3", "One or two secrets")]
    [InlineData("Payment:Stripe:Prices:pro", "prod_1", "price_")]
    [InlineData("Payment:Checkout:WebAddress", "", "WebAddress")]
    public async Task It_does_not_start_with(string name, string value, string because)
    {
        (string Name, string Value)[] right =
        [
            ("Payment:Stripe:ApiKey", "sk_test_1"), ("Payment:Stripe:BaseUrl", "http://127.0.0.1:1"), ("Payment:Stripe:WebhookSecrets:0", "whsec_1"),
            ("Payment:Stripe:WebhookSecrets:1", "whsec_2"), ("Payment:Checkout:WebAddress", "https://swipereview.example"),
        ];

        var fault = await Assert.ThrowsAnyAsync<Exception>(() => PaymentService.StartAsync(infrastructure, [.. right, (name, value)]));

        Assert.Contains(because, fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_payments_go_through_the_test_processor_and_there_is_no_webhook()
    {
        await using var service = await PaymentService.StartAsync(infrastructure);
        using var internet = service.Host.Anonymous();

        using var answer = await internet.PostAsync("/api/v1/payments/webhook", null);
        Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed);
    }
}
