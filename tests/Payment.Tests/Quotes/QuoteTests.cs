using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SwipeReview.Payment.Prices;
using SwipeReview.Payment.Tests.Ledger;
using SwipeReview.Testing;

namespace SwipeReview.Payment.Tests.Quotes;

public sealed class QuoteTests(Infrastructure infrastructure)
{
    [Fact]
    public async Task A_frozen_quote_keeps_its_rules_when_prices_change_and_can_be_made_again_by_them()
    {
        var database = await infrastructure.CreateDatabaseAsync();
        var user = Guid.CreateVersion7();
        var job = PaymentService.Bill(user, local: 80);
        await using (var earlier = await PaymentService.StartAsync(infrastructure,
            ("ConnectionStrings:paymentdb", database), ("Payment:Prices:Version", "early"), ("Payment:Prices:FreeChangesPerMonth", "10")))
        {
            using var person = earlier.Host.As(user);
            Assert.Equal("0.7000", (await PayAsync(person, job)).GetProperty("amount").GetProperty("amount").GetString());
        }

        await using var later = await PaymentService.StartAsync(infrastructure,
            ("ConnectionStrings:paymentdb", database), ("Payment:Prices:Version", "late"), ("Payment:Prices:PerLocalChange", "0.09"), ("Payment:Prices:FreeChangesPerMonth", "0"));
        using var same = later.Host.As(user);

        var now = await same.GetFromJsonAsync<JsonElement>($"/api/v1/payments/quote?jobId={job}");
        Assert.Equal(("7.2000", "late"), (now.GetProperty("amount").GetProperty("amount").GetString(), now.GetProperty("rules").GetString()));
        await later.InDatabaseAsync(async db =>
        {
            var quote = await db.Quotes.AsNoTracking().SingleAsync();
            var again = (await RuleBook.FindAsync(db, quote.RulesHash!, CancellationToken.None)).Price(quote.Inputs!);
            Assert.Equal(("early", 0.70m), (quote.RulesVersion, quote.Amount));
            Assert.Equal((quote.Amount, quote.Due, quote.AllowanceUsed), (again.Amount, again.Due, again.AllowanceUsed));
            Assert.Equal(quote.Lines, again.Lines);
            return quote;
        });
    }

    [Fact]
    public async Task A_plan_gives_its_allowance_and_its_discount()
    {
        await using var service = await PaymentService.StartAsync(infrastructure, ("Payment:Prices:FreeChangesPerMonth", "0"), ("Payment:Tiers:Pro:FreeChangesPerMonth", "100"),
            ("Payment:Tiers:Pro:DiscountPercent", "50"));
        var user = Guid.CreateVersion7();
        using var person = service.Host.As(user);
        var job = PaymentService.Bill(user, local: 300);
        Assert.Equal("3.0000", await AmountAsync(person, job));

        await service.SqlAsync($"insert into entitlements values ('{user}', 'pro', 'active', null, null, now())");

        var quote = await person.GetFromJsonAsync<JsonElement>($"/api/v1/payments/quote?jobId={job}");
        Assert.Equal("1.0000", quote.GetProperty("amount").GetProperty("amount").GetString());
        Assert.Equal("pro", quote.GetProperty("tier").GetString());
        Assert.Equal((100, 100), (quote.GetProperty("allowance").GetProperty("used").GetInt32(), quote.GetProperty("allowance").GetProperty("of").GetInt32()));
        Assert.Equal(["localChanges", "allowance", "discount"], quote.GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("kind").GetString()));
    }

    [Fact]
    public async Task Free_changes_are_booked_at_what_they_would_have_cost()
    {
        await using var service = await PaymentService.StartAsync(infrastructure, ("Payment:Prices:FreeChangesPerMonth", "60"), ("Payment:Prices:TaxPercent", "20"));
        var user = Guid.CreateVersion7();
        using var person = service.Host.As(user);
        var job = PaymentService.Bill(user, local: 40);
        await PayAsync(person, job);
        Assert.Equal(("0.4000", "-0.4000"), await AllowanceAndRevenueAsync(service));

        PaymentService.Bill(user, local: 160, job: job);
        var rest = await PayAsync(person, job);
        Assert.Equal("1.2000", rest.GetProperty("amount").GetProperty("amount").GetString());
        await service.PayTestCheckoutAsync(rest);

        Assert.Equal(("0.6000", "-1.6000"), await AllowanceAndRevenueAsync(service));
        var check = await service.CheckLedgerAsync();
        Assert.True(check.Holds(), check.ToString());
        Assert.Equal("-0.2000", check.Balance("tax"));
    }

    [Theory]
    [InlineData("Payment:Prices:Minimum", "600")]
    [InlineData("Payment:Prices:Minimum", "0.505")]
    [InlineData("Payment:Prices:Currency", "dollars")]
    [InlineData("Payment:Prices:TaxPercent", "-1")]
    [InlineData("Payment:Prices:Categories:style:Local", "-0.01")]
    [InlineData("Payment:Prices:Discounts:0:Percent", "101")]
    public async Task Rules_that_make_no_sense_stop_the_start(string name, string value) =>
        await Assert.ThrowsAsync<OptionsValidationException>(() => PaymentService.StartAsync(infrastructure, (name, value), ("Payment:Prices:Discounts:0:Name", "Autumn")));

    private static async Task<(string Allowance, string Revenue)> AllowanceAndRevenueAsync(PaymentService service)
    {
        var check = await service.CheckLedgerAsync();
        return (check.Balance("allowance"), check.Balance("revenue"));
    }

    private static async Task<string?> AmountAsync(HttpClient person, Guid job) =>
        (await person.GetFromJsonAsync<JsonElement>($"/api/v1/payments/quote?jobId={job}")).GetProperty("amount").GetProperty("amount").GetString();

    private static async Task<JsonElement> PayAsync(HttpClient person, Guid job)
    {
        using var answer = await person.PostAsJsonAsync("/api/v1/payments", new { jobId = job });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
