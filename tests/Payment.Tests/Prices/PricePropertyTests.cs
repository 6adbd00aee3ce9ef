using FsCheck;
using FsCheck.Fluent;
using SwipeReview.Payment.Jobs;
using SwipeReview.Payment.Ledger;
using SwipeReview.Payment.Prices;
using SwipeReview.Payment.Quotes;
using SwipeReview.Payment.Tiers;

namespace SwipeReview.Payment.Tests.Prices;

/// <summary>Whatever the rules and whatever was accepted.</summary>
public sealed class PricePropertyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] CurrencyCodes = ["USD", "JPY", "KWD"];
    private static readonly string[] CategoryNames = ["spelling", "style", "tone"];

    private sealed record Case(PriceRules Rules, QuoteInputs Inputs);

    [Fact]
    public void The_lines_add_up_to_an_amount_that_can_be_paid_and_is_never_negative() => ForAll(given =>
    {
        var priced = given.Rules.Price(given.Inputs);

        Assert.Equal(priced.Amount, priced.Lines.Sum(line => line.Amount));
        Assert.True(priced.Amount >= 0 && priced.Due >= 0 && priced.Due <= priced.Amount);
        Assert.True(priced.DueTax >= 0 && priced.DueTax <= priced.Due);
        foreach (var money in (decimal[])[priced.Amount, priced.Tax])
        {
            Assert.Equal(money, Amount.Of(money, given.Rules.Prices.Currency).ToDecimal());
        }
    });

    [Fact]
    public void What_is_charged_lies_between_the_floor_and_the_cap() => ForAll(given =>
    {
        var priced = given.Rules.Price(given.Inputs);
        var net = priced.Amount - priced.Tax;

        Assert.True(net == 0 || (net >= given.Rules.Prices.Minimum && net <= given.Rules.Prices.Maximum), $"{net}");
    });

    [Fact]
    public void Nothing_accepted_is_free() => ForAll(given =>
        Assert.Equal((0, 0), (given.Rules.Price(given.Inputs with { Accepted = [] }).Amount, given.Rules.Price(given.Inputs with { Accepted = [] }).AllowanceUsed)));

    [Fact]
    public void One_more_accepted_change_never_makes_it_cheaper() => ForAll(given =>
    {
        var before = given.Rules.Price(given.Inputs);
        for (var index = 0; index < given.Inputs.Accepted.Count; index++)
        {
            AcceptedGroup[] more = [.. given.Inputs.Accepted];
            more[index] = more[index] with { Count = more[index].Count + 1 };
            var after = given.Rules.Price(given.Inputs with { Accepted = more });

            Assert.True(after.Amount >= before.Amount, $"{before.Amount} → {after.Amount}");
            Assert.True(after.AllowanceUsed >= before.AllowanceUsed);
        }
    });

    [Fact]
    public void What_was_paid_and_what_is_due_make_the_amount() => ForAll(given =>
    {
        var priced = given.Rules.Price(given.Inputs with { Paid = 0, PaidTax = 0 });
        var rest = given.Rules.Price(given.Inputs with { Paid = priced.Due, PaidTax = priced.DueTax });

        Assert.Equal(priced.Amount, priced.Due);
        Assert.Equal((0, 0), (rest.Due, rest.DueTax));
    });

    private static void ForAll(Action<Case> holds) => Prop.ForAll(Arb.From(Cases), holds).QuickCheckThrowOnFailure();

    private static Gen<Case> Cases =>
        from currency in Gen.Elements(CurrencyCodes)
        from each in Gen.Choose(0, 900).Four()
        from minimum in Gen.Choose(0, 200)
        from range in Gen.Choose(0, 5_000)
        from percents in Gen.Choose(0, 100).Three()
        from counts in Gen.Choose(0, 3_000).ArrayOf(6)
        from allowance in Gen.Choose(0, 2_000)
        from metered in Gen.Choose(0, 900_000)
        from paid in Gen.Choose(0, 3_000).Two()
        from tier in Gen.Elements(Enum.GetValues<Tier>())
        let scale = Currencies.Scale(currency)
        select new Case(
            new PriceRules(
                new PriceOptions
                {
                    Currency = currency,
                    PerLocalChange = each.Item1 / 1000m,
                    PerCloudChange = each.Item2 / 1000m,
                    Categories = { ["style"] = new(each.Item3 / 10000m, each.Item4 / 100m) },
                    Minimum = minimum / scale,
                    Maximum = (minimum + range) / scale,
                    TaxPercent = percents.Item1,
                    Discounts = { new("one", percents.Item2), new("two", percents.Item3) },
                },
                new TierOptions()),
            new QuoteInputs(
                [.. counts.Select((count, index) => new AcceptedGroup(CategoryNames[index % 3], index < 3 ? "local" : "openai", index >= 3, count))],
                metered / 10000m, allowance, (paid.Item1 + paid.Item2) / scale, paid.Item2 / scale, tier, Now));
}
