using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SwipeReview.Contracts.LlmRouter;
using SwipeReview.Contracts.Payment;
using SwipeReview.Payment.Tests.Ledger;
using SwipeReview.Testing;

namespace SwipeReview.Payment.Tests.Payments;

public sealed class PaymentTests(Infrastructure infrastructure)
{
    private static readonly Guid User = Guid.CreateVersion7();

    [Fact]
    public async Task A_local_job_within_the_allowance_is_settled_at_once_for_nothing()
    {
        await using var service = await PaymentService.StartAsync(infrastructure);
        using var person = service.Host.As(User);
        var settled = await MessageTap<PaymentSettled>.ConnectAsync(service.Bus);
        var job = PaymentService.Bill(User, local: 40);

        var quote = await person.GetFromJsonAsync<JsonElement>($"/api/v1/payments/quote?jobId={job}");
        var answer = await person.PostAsJsonAsync("/api/v1/payments", new { jobId = job });
        var payment = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.True(quote.GetProperty("free").GetBoolean());
        Assert.Equal("0.0000", quote.GetProperty("due").GetProperty("amount").GetString());
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("notRequired", payment.GetProperty("status").GetString());
        var message = await settled.GetAsync(message => message.JobId == job);
        Assert.Equal((40, 0m), (message.AcceptedChanges, message.Amount));
    }

    [Fact]
    public async Task A_checkout_that_is_paid_settles_once_however_often_it_is_completed()
    {
        await using var service = await PaymentService.StartAsync(infrastructure, ("Payment:Prices:FreeChangesPerMonth", "0"));
        using var person = service.Host.As(User);
        var settled = await MessageTap<PaymentSettled>.ConnectAsync(service.Bus);
        var job = PaymentService.Bill(User, local: 80);

        var payment = await StartAsync(person, job);
        Assert.Equal("pending", payment.GetProperty("status").GetString());
        Assert.Equal("0.8000", payment.GetProperty("amount").GetProperty("amount").GetString());
        var checkout = payment.GetProperty("checkoutUrl").GetString()!;
        Assert.Contains("0.80 USD", await person.GetStringAsync(checkout));
        var completed = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => CompleteAsync(service, checkout, "pay")));

        Assert.All(completed, answer => Assert.Equal($"/jobs/{job}/finish", answer.Headers.Location?.ToString()));
        Assert.Equal("settled", await StatusAsync(person, payment));
        await settled.GetAsync(message => message.JobId == job);
        await Task.Delay(500);
        Assert.Single(settled.Seen, message => message.JobId == job);
        using var service2 = service.Host.AsService("delivery");
        var settlement = await service2.GetFromJsonAsync<JsonElement>($"/internal/payments/{job}/settlement");
        Assert.True(settlement.GetProperty("settled").GetBoolean());
        Assert.Equal(80, settlement.GetProperty("acceptedChanges").GetInt32());
        var ledger = await service.CheckLedgerAsync();
        Assert.True(ledger.Holds(), ledger.ToString());
        Assert.Equal(("0.8000", "0.0000", "-0.8000"), (ledger.Balance("processor:test"), ledger.Balance("receivable:user"), ledger.Balance("revenue")));
    }

    [Fact]
    public async Task A_declined_checkout_fails_and_another_may_be_started()
    {
        await using var service = await PaymentService.StartAsync(infrastructure, ("Payment:Prices:FreeChangesPerMonth", "0"));
        using var person = service.Host.As(User);
        var job = PaymentService.Bill(User, local: 80);

        var declined = await StartAsync(person, job);
        await CompleteAsync(service, declined.GetProperty("checkoutUrl").GetString()!, "decline");
        var second = await StartAsync(person, job);

        Assert.Equal("failed", await StatusAsync(person, declined));
        Assert.Equal("pending", second.GetProperty("status").GetString());
        Assert.NotEqual(declined.GetProperty("id").GetGuid(), second.GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task Many_starts_at_once_make_one_payment()
    {
        await using var service = await PaymentService.StartAsync(infrastructure, ("Payment:Prices:FreeChangesPerMonth", "0"));
        using var person = service.Host.As(User);
        var job = PaymentService.Bill(User, local: 80);

        var payments = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => StartAsync(person, job)));

        Assert.Single(payments.Select(payment => payment.GetProperty("id").GetGuid()).Distinct());
    }

    [Fact]
    public async Task Fewer_accepted_after_paying_brings_the_difference_back_and_more_costs_it_again()
    {
        await using var service = await PaymentService.StartAsync(infrastructure, ("Payment:Prices:FreeChangesPerMonth", "0"));
        using var person = service.Host.As(User);
        var job = PaymentService.Bill(User, local: 80);
        var first = await StartAsync(person, job);
        await CompleteAsync(service, first.GetProperty("checkoutUrl").GetString()!, "pay");

        PaymentService.Bill(User, local: 60, job: job);
        var fewer = await StartAsync(person, job);
        PaymentService.Bill(User, local: 100, job: job);
        var more = await StartAsync(person, job);

        Assert.Equal(first.GetProperty("id").GetGuid(), fewer.GetProperty("id").GetGuid());
        Assert.Equal("0.4000", more.GetProperty("amount").GetProperty("amount").GetString());
    }

    [Fact]
    public async Task The_allowance_is_spent_once_a_month_over_all_jobs()
    {
        await using var service = await PaymentService.StartAsync(infrastructure, ("Payment:Prices:FreeChangesPerMonth", "100"));
        using var person = service.Host.As(User);
        var first = PaymentService.Bill(User, local: 90);
        await StartAsync(person, first);

        var second = await person.GetFromJsonAsync<JsonElement>($"/api/v1/payments/quote?jobId={PaymentService.Bill(User, local: 90)}");

        Assert.Equal("0.8000", second.GetProperty("due").GetProperty("amount").GetString());
    }

    [Fact]
    public async Task Metered_cloud_work_is_on_the_quote_once_however_often_it_is_reported()
    {
        await using var service = await PaymentService.StartAsync(infrastructure);
        using var person = service.Host.As(User);
        var job = PaymentService.Bill(User, local: 0, cloud: 50);
        var usage = new UsageMetered(Guid.CreateVersion7(), job, User, "openai", "gpt", 1000, 100, 1.0000m, "USD", TimeProvider.System.GetUtcNow());

        await service.Bus.Publish(usage);
        await service.Bus.Publish(usage);

        await Eventually.BeTrueAsync(async () => await DueAsync(person, job) == "2.2000", "the metered line");
        await Task.Delay(500);
        Assert.Equal("2.2000", await DueAsync(person, job));
    }

    [Fact]
    public async Task A_stranger_finds_neither_quote_nor_payment()
    {
        await using var service = await PaymentService.StartAsync(infrastructure);
        using var person = service.Host.As(User);
        using var stranger = service.Host.As(Guid.CreateVersion7());
        var job = PaymentService.Bill(User, local: 1);
        var payment = await StartAsync(person, job);

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/api/v1/payments/quote?jobId={job}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsJsonAsync("/api/v1/payments", new { jobId = job })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/api/v1/payments/{payment.GetProperty("id").GetGuid()}")).StatusCode);
        Assert.Empty((await stranger.GetFromJsonAsync<JsonElement>("/api/v1/payments")).GetProperty("items").EnumerateArray());
        Assert.Single((await person.GetFromJsonAsync<JsonElement>("/api/v1/payments")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_job_that_is_not_ready_can_not_be_paid()
    {
        await using var service = await PaymentService.StartAsync(infrastructure);
        using var person = service.Host.As(User);

        var answer = await person.PostAsJsonAsync("/api/v1/payments", new { jobId = PaymentService.Bill(User, local: 1, status: "running") });

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    [Fact]
    public async Task The_list_goes_on_where_its_cursor_says()
    {
        await using var service = await PaymentService.StartAsync(infrastructure);
        using var person = service.Host.As(User);
        for (var i = 0; i < 5; i++)
        {
            await StartAsync(person, PaymentService.Bill(User, local: i));
        }

        var ids = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await person.GetFromJsonAsync<JsonElement>($"/api/v1/payments?limit=2&cursor={cursor}");
            ids.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid()));
            cursor = page.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);

        Assert.Equal(5, ids.Distinct().Count());
        Assert.Equal(ids.OrderDescending(), ids);
        Assert.Equal(HttpStatusCode.BadRequest, (await person.GetAsync("/api/v1/payments?cursor=nonsense")).StatusCode);
    }

    private static async Task<JsonElement> StartAsync(HttpClient person, Guid job)
    {
        using var answer = await person.PostAsJsonAsync("/api/v1/payments", new { jobId = job });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<HttpResponseMessage> CompleteAsync(PaymentService service, string checkout, string outcome)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var browser = new HttpClient(handler) { BaseAddress = service.Host.Anonymous().BaseAddress };
        using var form = new FormUrlEncodedContent([new("outcome", outcome)]);
        var answer = await browser.PostAsync(checkout, form);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer;
    }

    private static async Task<string?> StatusAsync(HttpClient person, JsonElement payment) =>
        (await person.GetFromJsonAsync<JsonElement>($"/api/v1/payments/{payment.GetProperty("id").GetGuid()}")).GetProperty("status").GetString();

    private static async Task<string?> DueAsync(HttpClient person, Guid job) =>
        (await person.GetFromJsonAsync<JsonElement>($"/api/v1/payments/quote?jobId={job}")).GetProperty("due").GetProperty("amount").GetString();
}
