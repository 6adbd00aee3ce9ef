using SwipeReview.Payment.Jobs;
using SwipeReview.Payment.Quotes;

namespace SwipeReview.Payment.Tests.Quotes;

public sealed class PriceRulesTests
{
    private readonly PriceRules rules = new(new PriceOptions());

    [Theory]
    [InlineData(0, 0, 500, "0.00")]
    [InlineData(500, 0, 500, "0.00")]
    [InlineData(600, 0, 500, "1.00")]
    [InlineData(501, 0, 500, "0.50")]
    [InlineData(100, 0, 0, "1.00")]
    [InlineData(0, 100, 500, "2.00")]
    [InlineData(30, 100, 10, "2.20")]
    public void The_amount_follows_the_accepted_changes(int local, int cloud, int allowance, string expected)
    {
        var priced = rules.Price(Accepted(local, cloud), metered: 0, allowance, paid: 0);

        Assert.Equal(Amount(expected), priced.Amount);
        Assert.Equal(priced.Amount, priced.Lines.Sum(line => line.Amount));
        Assert.Equal(Math.Min(local, allowance), priced.AllowanceUsed);
    }

    [Fact]
    public void Nothing_accepted_costs_nothing_whatever_the_models_cost() =>
        Assert.Equal(0, rules.Price(Accepted(0, 0), metered: 12.34m, allowanceLeft: 0, paid: 0).Due);

    [Fact]
    public void Metered_work_is_charged_with_accepted_cloud_changes_in_whole_cents()
    {
        var priced = rules.Price(Accepted(0, 50), metered: 0.1234m, allowanceLeft: 0, paid: 0);

        Assert.Equal(1.15m, priced.Amount);
        Assert.Equal(priced.Amount, priced.Lines.Sum(line => line.Amount));
    }

    [Theory]
    [InlineData("1.00", "1.00")]
    [InlineData("2.00", "0.00")]
    [InlineData("3.00", "0.00")]
    public void What_is_paid_already_is_not_due_again(string paid, string due) =>
        Assert.Equal(Amount(due), rules.Price(Accepted(0, 100), metered: 0, allowanceLeft: 0, Amount(paid)).Due);

    private static decimal Amount(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static AcceptedGroup[] Accepted(int local, int cloud) =>
        [new("spelling", "local", false, local), new("style", "openai", true, cloud)];
}
