using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SwipeReview.Payment.Payments;
using SwipeReview.Payment.Reconciling;
using SwipeReview.Testing;
using SwipeReview.Testing.Stripe;

namespace SwipeReview.Payment.Tests.Stripe;

/// <summary>Payment with Stripe's stub, a person, and nothing that happens by itself: the reconciler runs when it is told to.</summary>
internal sealed class StripeLab : IAsyncDisposable
{
    private StripeLab(PaymentService service, StripeStub stripe)
    {
        (Service, Stripe) = (service, stripe);
        Person = service.Host.As(UserId);
        Internet = service.Host.Anonymous();
    }

    public PaymentService Service { get; }

    public StripeStub Stripe { get; }

    public Guid UserId { get; } = Guid.CreateVersion7();

    public HttpClient Person { get; }

    /// <summary>Whoever has no token: Stripe, and everybody else.</summary>
    public HttpClient Internet { get; }

    public static async Task<StripeLab> StartAsync(Infrastructure infrastructure, params (string Name, string Value)[] more)
    {
        var stripe = await StripeStub.StartAsync();
        return new StripeLab(await PaymentService.StartAsync(infrastructure, [.. stripe.Settings(), .. Quiet, .. more]), stripe);
    }

    public static (string Name, string Value)[] Quiet { get; } =
        [("Payment:Prices:FreeChangesPerMonth", "0"), ("Payment:Reconciler:Interval", "01:00:00"), ("Payment:Reconciler:Grace", "00:00:00")];

    public Guid Job(int accepted = 80) => PaymentService.Bill(UserId, local: accepted);

    public void Accept(Guid job, int accepted) => PaymentService.Bill(UserId, local: accepted, job: job);

    public Task<HttpResponseMessage> TryPayAsync(Guid job, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/payments") { Content = JsonContent.Create(new { jobId = job }) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return Person.SendAsync(request);
    }

    /// <summary>Starts a payment.</summary>
    /// <returns>Its id, and the session on Stripe's page.</returns>
    public async Task<(Guid Payment, string Session)> CheckOutAsync(Guid job, string? key = null)
    {
        using var answer = await TryPayAsync(job, key);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var started = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (started.GetProperty("id").GetGuid(), started.GetProperty("checkoutUrl").GetString()!.Split('/')[^1]);
    }

    public async Task<string?> StatusAsync(Guid payment) =>
        (await Person.GetFromJsonAsync<JsonElement>($"/api/v1/payments/{payment}")).GetProperty("status").GetString();

    /// <summary>As it is stored; nobody is asked.</summary>
    public Task<JobPayment> RowAsync(Guid payment) => Service.InDatabaseAsync(db => db.Payments.AsNoTracking().SingleAsync(row => row.Id == payment));

    public Task<bool> ReconcileAsync() => Service.Host.Services.GetRequiredService<Reconciler>().RunAsync(CancellationToken.None);

    public async Task DeliverAsync(params IEnumerable<JsonObject> events)
    {
        foreach (var one in events)
        {
            using var answer = await Internet.DeliverAsync(one);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    /// <summary>All events that were taken are followed.</summary>
    public Task FollowedAsync() => Eventually.BeTrueAsync(
        () => Service.InDatabaseAsync(db => db.ProcessorEvents.AllAsync(row => row.DoneAt != null)), "the events to be followed");

    /// <summary>The ledger balances, and says the same as the payments.</summary>
    public async Task BooksHoldAsync()
    {
        using var admin = Service.Host.As(Guid.CreateVersion7(), isAdmin: true);
        var check = await admin.GetFromJsonAsync<JsonElement>("/api/v1/admin/ledger/check");
        Assert.True(check.GetProperty("holds").GetBoolean(), check.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        Person.Dispose();
        Internet.Dispose();
        await Service.DisposeAsync();
        await Stripe.DisposeAsync();
        Assert.Empty(Stripe.Books.Violations); // whatever a test has made it say
    }
}
