using System.Globalization;
using SwipeReview.Payment.Jobs;
using SwipeReview.Payment.Prices;
using SwipeReview.Payment.Quotes;
using SwipeReview.Payment.Tiers;

namespace SwipeReview.Payment.Tests.Prices;

public sealed class PriceRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 0, 500, "0.00")]
    [InlineData(500, 0, 500, "0.00")]
    [InlineData(600, 0, 500, "1.00")]
    [InlineData(501, 0, 500, "0.50")]
    [InlineData(100, 0, 0, "1.00")]
    [InlineData(0, 100, 500, "2.00")]
    [InlineData(30, 100, 10, "2.20")]
    [InlineData(100_000, 0, 0, "500.00")]
    public void The_amount_follows_the_accepted_changes(int local, int cloud, int allowance, string expected)
    {
        var priced = Price(new(), Inputs(local, cloud, allowance));

        Assert.Equal(Amount(expected), priced.Amount);
        Assert.Equal(Math.Min(local, allowance), priced.AllowanceUsed);
        Assert.Equal(Math.Min(local, allowance) * 0.01m, priced.AllowanceWorth);
    }

    [Fact]
    public void Nothing_accepted_costs_nothing_whatever_the_models_cost() =>
        Assert.Equal(0, Price(new(), Inputs(0, 0) with { Metered = 12.34m }).Due);

    [Fact]
    public void Metered_work_is_charged_with_accepted_cloud_changes_in_whole_cents() =>
        Assert.Equal(1.15m, Price(new(), Inputs(0, 50) with { Metered = 0.1234m }).Amount);

    [Theory]
    [InlineData("1.00", "1.00")]
    [InlineData("2.00", "0.00")]
    [InlineData("3.00", "0.00")]
    public void What_is_paid_already_is_not_due_again(string paid, string due) =>
        Assert.Equal(Amount(due), Price(new(), Inputs(0, 100) with { Paid = Amount(paid) }).Due);

    [Fact]
    public void A_category_may_have_a_price_of_its_own_and_the_dearest_are_free_first()
    {
        var prices = new PriceOptions { Categories = { ["style"] = new(Local: 0.05m) } };
        var inputs = Inputs(0, 0) with { Accepted = [new("style", "local", false, 40), new("spelling", "local", false, 100)], AllowanceLeft = 30 };

        var priced = Price(prices, inputs);

        Assert.Equal((10 * 0.05m) + (100 * 0.01m), priced.Amount);
        Assert.Equal(1.50m, priced.AllowanceWorth);
        Assert.Equal(["style", null], priced.Lines.Where(line => line.Kind == QuoteLineKind.LocalChanges).Select(line => line.Category));
    }

    [Theory]
    [InlineData("USD", "0.0333", "1.0000", "3.33", "0.63")]
    [InlineData("JPY", "0.6", "1", "60", "11")]
    [InlineData("KWD", "0.01111", "1.001", "1.111", "0.211")]
    public void Each_currency_is_rounded_as_it_can_be_paid(string currency, string each, string floor, string net, string tax)
    {
        var prices = new PriceOptions { Currency = currency, PerLocalChange = Amount(each), Minimum = Amount(floor), TaxPercent = 19 };

        var priced = Price(prices, Inputs(100, 0));

        Assert.Equal((Amount(net) + Amount(tax), Amount(tax)), (priced.Amount, priced.Tax));
        Assert.Equal(priced.Tax, priced.DueTax);
    }

    [Fact]
    public void Discounts_last_as_long_as_they_say_and_plans_take_theirs_off_too()
    {
        var prices = new PriceOptions { Discounts = { new("Autumn", 10, Now.AddDays(-1), Now.AddDays(1)), new("Spring", 50, Until: Now) } };
        var inputs = Inputs(1000, 0) with { Tier = Tier.Enterprise };

        Assert.Equal(10m - 2m - 1m, Price(prices, inputs).Amount);
        Assert.Equal(10m - 2m, Price(prices, inputs with { At = Now.AddDays(1) }).Amount);
    }

    [Fact]
    public void As_many_changes_as_there_are_numbers_cost_the_most_and_not_a_wrapped_sum()
    {
        AcceptedGroup[] accepted = [.. Enumerable.Range(0, 50).Select(group => new AcceptedGroup($"c{group}", "local", group % 2 == 0, int.MaxValue))];

        Assert.Throws<OverflowException>(() => Price(new(), Inputs(0, 0) with { Accepted = accepted }));
        Assert.Equal(500m, Price(new() { PerLocalChange = 1_000 }, Inputs(int.MaxValue, int.MaxValue)).Amount);
        Assert.Throws<ArgumentException>(() => Price(new(), Inputs(-1, 0)));
    }

    private static Priced Price(PriceOptions prices, QuoteInputs inputs)
    {
        var priced = new PriceRules(prices, new TierOptions()).Price(inputs);
        Assert.Equal(priced.Amount, priced.Lines.Sum(line => line.Amount));
        return priced;
    }

    private static decimal Amount(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static QuoteInputs Inputs(int local, int cloud, int allowance = 0) => new(
        [new("spelling", "local", false, local), new("style", "openai", true, cloud)], Metered: 0, allowance, Paid: 0, PaidTax: 0, Tier.Free, Now);
}
