using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using SwipeReview.Payment.Tests.Ledger;
using SwipeReview.Testing;

namespace SwipeReview.Payment.Tests.Payments;

/// <summary>What a client says about money counts for nothing.</summary>
public sealed class TrustTests(Infrastructure infrastructure)
{
    private readonly Guid user = Guid.CreateVersion7();

    [Theory]
    [InlineData("\"amount\":{\"amount\":\"0.0001\",\"currency\":\"USD\"}")]
    [InlineData("\"due\":0,\"free\":true,\"status\":\"settled\",\"acceptedChanges\":0")]
    [InlineData("\"quoteId\":\"019a0000-0000-7000-8000-000000000000\",\"tier\":\"enterprise\"")]
    public async Task A_price_that_the_client_sends_is_not_the_price(string more)
    {
        await using var service = await StartAsync();
        using var person = service.Host.As(user);
        var job = PaymentService.Bill(user, local: 80);

        using var body = new StringContent($$"""{"jobId":"{{job}}",{{more}}}""", Encoding.UTF8, "application/json");
        using var answer = await person.PostAsync("/api/v1/payments", body);

        if (answer.StatusCode != HttpStatusCode.BadRequest)
        {
            var payment = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal(("pending", "0.8000"), (payment.GetProperty("status").GetString(), payment.GetProperty("amount").GetProperty("amount").GetString()));
        }

        Assert.False(await IsSettledAsync(service, job));
    }

    [Fact]
    public async Task Coming_back_without_having_paid_settles_nothing()
    {
        await using var service = await StartAsync();
        using var person = service.Host.As(user);
        var job = PaymentService.Bill(user, local: 80);
        using var started = await person.PostAsJsonAsync("/api/v1/payments", new { jobId = job });
        var payment = (await started.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();

        using var refreshed = await person.PostAsync($"/api/v1/payments/{payment}/refresh", content: null);
        var read = await person.GetFromJsonAsync<JsonElement>($"/api/v1/payments/{payment}");

        Assert.Equal("pending", read.GetProperty("status").GetString());
        Assert.False(await IsSettledAsync(service, job));
        Assert.Equal(0, (await service.CheckLedgerAsync()).GetProperty("entries").GetInt64());
    }

    private Task<PaymentService> StartAsync() => PaymentService.StartAsync(infrastructure, ("Payment:Prices:FreeChangesPerMonth", "0"));

    private static async Task<bool> IsSettledAsync(PaymentService service, Guid job)
    {
        using var delivery = service.Host.AsService("delivery");
        return (await delivery.GetFromJsonAsync<JsonElement>($"/internal/payments/{job}/settlement")).GetProperty("settled").GetBoolean();
    }
}
