using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SwipeReview.Contracts.Payment;
using SwipeReview.Payment.Tests.Ledger;
using SwipeReview.ServiceDefaults;
using SwipeReview.Testing;

namespace SwipeReview.Payment.Tests.Refunds;

public sealed class RefundTests(Infrastructure infrastructure)
{
    private readonly Guid user = Guid.CreateVersion7();

    [Fact]
    public async Task An_administrator_sends_all_of_it_back_once_and_the_job_is_not_settled_any_more()
    {
        await using var service = await StartAsync(("Payment:Prices:TaxPercent", "19"));
        var refunded = await MessageTap<PaymentRefunded>.ConnectAsync(service.Bus);
        var payment = await PaidAsync(service, PaymentService.Bill(user, local: 80));
        using var admin = service.Host.As(Guid.CreateVersion7(), isAdmin: true);
        admin.DefaultRequestHeaders.Add(Idempotency.Header, "refund-1");

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => RefundAsync(admin, payment.Id, null)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        await Eventually.BeTrueAsync(async () => await StatusAsync(service, payment.Id) == "refunded", "the refund");
        var message = await refunded.GetAsync(message => message.PaymentId == payment.Id);
        Assert.Equal((0.95m, null), (message.Amount, message.AcceptedChanges));
        Assert.Equal(0, await CoveredAsync(service, payment.JobId));
        var check = await service.CheckLedgerAsync();
        Assert.True(check.Holds(), check.ToString());
        Assert.Equal(("0.0000", "0.8000", "-0.8000", "0.0000"), (check.Balance("processor:test"), check.Balance("refunds"), check.Balance("revenue"), check.Balance("tax")));
    }

    [Fact]
    public async Task A_part_of_it_is_a_kindness_that_closes_nothing_and_is_not_owed_again()
    {
        await using var service = await StartAsync(("Payment:Prices:TaxPercent", "19"));
        var payment = await PaidAsync(service, PaymentService.Bill(user, local: 80));
        using var admin = service.Host.As(Guid.CreateVersion7(), isAdmin: true);
        using var person = service.Host.As(user);

        foreach (var part in (string[])["0.10", "0.33", "0.50"])
        {
            Assert.Equal(HttpStatusCode.Created, (await RefundAsync(admin, payment.Id, part)).StatusCode);
        }

        await Eventually.BeTrueAsync(async () => (await service.CheckLedgerAsync()).Balance("processor:test") == "0.0200", "the refunds");
        Assert.Equal(HttpStatusCode.BadRequest, (await RefundAsync(admin, payment.Id, "0.03")).StatusCode);
        Assert.Equal(80, await CoveredAsync(service, payment.JobId));
        Assert.True((await person.GetFromJsonAsync<JsonElement>($"/api/v1/payments/quote?jobId={payment.JobId}")).GetProperty("free").GetBoolean());
        Assert.Equal("settled", await StatusAsync(service, payment.Id));
        var check = await service.CheckLedgerAsync();
        Assert.True(check.Holds(), check.ToString());
    }

    [Fact]
    public async Task All_of_the_first_payment_back_takes_the_ground_from_the_second_whose_money_still_counts()
    {
        await using var service = await StartAsync();
        var job = PaymentService.Bill(user, local: 80);
        var first = await PaidAsync(service, job);
        PaymentService.Bill(user, local: 140, job: job);
        await PaidAsync(service, job);
        using var admin = service.Host.As(Guid.CreateVersion7(), isAdmin: true);
        using var person = service.Host.As(user);

        Assert.Equal(HttpStatusCode.Created, (await RefundAsync(admin, first.Id, null)).StatusCode);

        Assert.Equal(0, await CoveredAsync(service, job));
        var quote = await person.GetFromJsonAsync<JsonElement>($"/api/v1/payments/quote?jobId={job}");
        Assert.Equal("0.8000", quote.GetProperty("due").GetProperty("amount").GetString());
    }

    [Fact]
    public async Task Many_at_once_never_send_back_more_than_was_paid()
    {
        await using var service = await StartAsync();
        var payment = await PaidAsync(service, PaymentService.Bill(user, local: 80));
        using var admin = service.Host.As(Guid.CreateVersion7(), isAdmin: true);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => RefundAsync(admin, payment.Id, "0.30")));

        Assert.Equal(2, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
        await Eventually.BeTrueAsync(async () => (await service.CheckLedgerAsync()).Balance("refunds") == "0.6000", "the refunds");
        Assert.True((await service.CheckLedgerAsync()).Holds());
    }

    [Fact]
    public async Task Who_accepts_fewer_than_were_paid_gets_the_difference_back_and_pays_for_more_again()
    {
        await using var service = await StartAsync();
        var job = PaymentService.Bill(user, local: 80);
        var payment = await PaidAsync(service, job);
        using var person = service.Host.As(user);

        PaymentService.Bill(user, local: 60, job: job);
        await StartPaymentAsync(person, job);

        await Eventually.BeTrueAsync(async () => (await service.CheckLedgerAsync()).Balance("processor:test") == "0.6000", "the difference");
        Assert.Equal(60, await CoveredAsync(service, job));
        PaymentService.Bill(user, local: 80, job: job);
        Assert.Equal("0.2000", (await StartPaymentAsync(person, job)).GetProperty("amount").GetProperty("amount").GetString());
        Assert.Equal("settled", await StatusAsync(service, payment.Id));
        Assert.True((await service.CheckLedgerAsync()).Holds());
    }

    [Fact]
    public async Task Nothing_accepted_after_all_brings_everything_back()
    {
        await using var service = await StartAsync();
        var job = PaymentService.Bill(user, local: 10);
        await PaidAsync(service, job);
        PaymentService.Bill(user, local: 40, job: job);
        using var person = service.Host.As(user);
        Assert.Equal("notRequired", (await StartPaymentAsync(person, job)).GetProperty("status").GetString()); // the floor had paid for them

        PaymentService.Bill(user, local: 0, job: job);
        await StartPaymentAsync(person, job);

        await Eventually.BeTrueAsync(async () => (await service.CheckLedgerAsync()).Balance("processor:test") == "0.0000", "the refund");
        Assert.Equal(0, await CoveredAsync(service, job));
        PaymentService.Bill(user, local: 40, job: job);
        Assert.Equal("0.5000", (await StartPaymentAsync(person, job)).GetProperty("amount").GetProperty("amount").GetString());
    }

    [Fact]
    public async Task What_came_later_stood_on_what_is_given_back_and_is_owed_for_again_with_it()
    {
        await using var service = await StartAsync();
        var job = PaymentService.Bill(user, local: 60);
        var first = await PaidAsync(service, job);
        PaymentService.Bill(user, local: 80, job: job);
        await PaidAsync(service, job); // the difference
        using var admin = service.Host.As(Guid.CreateVersion7(), isAdmin: true);
        using var person = service.Host.As(user);

        Assert.Equal(HttpStatusCode.Created, (await RefundAsync(admin, first.Id, null)).StatusCode);

        Assert.Equal(0, await CoveredAsync(service, job));
        var again = await StartPaymentAsync(person, job);
        Assert.Equal(("pending", "0.6000"), (again.GetProperty("status").GetString(), again.GetProperty("amount").GetProperty("amount").GetString()));
        await service.PayTestCheckoutAsync(again);
        Assert.Equal(80, await CoveredAsync(service, job));
        Assert.True((await service.CheckLedgerAsync()).Holds());
    }

    [Fact]
    public async Task What_was_delivered_is_not_given_back_by_rule()
    {
        await using var service = await StartAsync();
        var job = PaymentService.Bill(user, local: 80);
        await PaidAsync(service, job);
        using var person = service.Host.As(user);

        PaymentService.Bill(user, local: 60, job: job, status: "delivered");
        await StartPaymentAsync(person, job);

        await Task.Delay(500);
        Assert.Equal("0.8000", (await service.CheckLedgerAsync()).Balance("processor:test"));
        Assert.Equal(80, await CoveredAsync(service, job));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-0.10")]
    [InlineData("0.001")]
    [InlineData("0.81")]
    [InlineData("79228162514264337593543950336")]
    [InlineData("1e2")]
    [InlineData("NaN")]
    public async Task An_amount_that_can_not_go_back_is_refused(string amount)
    {
        await using var service = await StartAsync();
        var payment = await PaidAsync(service, PaymentService.Bill(user, local: 80));
        using var admin = service.Host.As(Guid.CreateVersion7(), isAdmin: true);

        Assert.Equal(HttpStatusCode.BadRequest, (await RefundAsync(admin, payment.Id, amount)).StatusCode);
        Assert.Equal("0.8000", (await service.CheckLedgerAsync()).Balance("processor:test"));
    }

    [Fact]
    public async Task Only_an_administrator_refunds_and_only_what_was_paid()
    {
        await using var service = await StartAsync();
        using var person = service.Host.As(user);
        using var admin = service.Host.As(Guid.CreateVersion7(), isAdmin: true);
        var pending = (await StartPaymentAsync(person, PaymentService.Bill(user, local: 80))).GetProperty("id").GetGuid();

        Assert.Equal(HttpStatusCode.Forbidden, (await RefundAsync(person, pending, null)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await RefundAsync(admin, pending, null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await RefundAsync(admin, Guid.CreateVersion7(), null)).StatusCode);
    }

    private Task<PaymentService> StartAsync(params (string, string)[] settings) =>
        PaymentService.StartAsync(infrastructure, [("Payment:Prices:FreeChangesPerMonth", "0"), .. settings]);

    private async Task<(Guid Id, Guid JobId)> PaidAsync(PaymentService service, Guid job)
    {
        using var person = service.Host.As(user);
        var payment = await StartPaymentAsync(person, job);
        await service.PayTestCheckoutAsync(payment);
        return (payment.GetProperty("id").GetGuid(), job);
    }

    private static async Task<JsonElement> StartPaymentAsync(HttpClient person, Guid job)
    {
        using var answer = await person.PostAsJsonAsync("/api/v1/payments", new { jobId = job });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static Task<HttpResponseMessage> RefundAsync(HttpClient client, Guid payment, string? amount) =>
        client.PostAsJsonAsync($"/api/v1/admin/payments/{payment}/refund", new { amount = amount is null ? null : new { amount, currency = "USD" }, reason = "asked for" });

    private async Task<string?> StatusAsync(PaymentService service, Guid payment)
    {
        using var person = service.Host.As(user);
        return (await person.GetFromJsonAsync<JsonElement>($"/api/v1/payments/{payment}")).GetProperty("status").GetString();
    }

    private static async Task<int> CoveredAsync(PaymentService service, Guid job)
    {
        using var delivery = service.Host.AsService("delivery");
        return (await delivery.GetFromJsonAsync<JsonElement>($"/internal/payments/{job}/settlement")).GetProperty("acceptedChanges").GetInt32();
    }
}
