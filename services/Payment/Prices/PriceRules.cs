using SwipeReview.Payment.Jobs;
using SwipeReview.Payment.Ledger;
using SwipeReview.Payment.Processors;
using SwipeReview.Payment.Quotes;
using SwipeReview.Payment.Tiers;

namespace SwipeReview.Payment.Prices;

/// <summary>
/// The arithmetic of a quote and nothing else: the same rules and inputs give the same quote at any time. Only accepted
/// changes cost: nothing accepted, nothing owed, whatever the models cost us. One more accepted change never makes a job
/// cheaper.
/// </summary>
internal sealed record PriceRules(PriceOptions Prices, TierOptions Tiers)
{
    /// <summary>Free changes of a month.</summary>
    public int Allowance(Tier tier) => Tiers[tier].FreeChangesPerMonth ?? Prices.FreeChangesPerMonth;

    /// <exception cref="ArgumentException">A count or an amount is negative.</exception>
    public Priced Price(QuoteInputs inputs)
    {
        if (inputs.Accepted.Any(group => group.Count < 0) || inputs is { Metered: < 0 } or { Paid: < 0 } or { AllowanceLeft: < 0 })
        {
            throw new ArgumentException("Nothing that is priced is less than nothing.", nameof(inputs));
        }

        var bill = new Bill();
        var local = Count(inputs, leftMachine: false);
        local.ForEach(bill.Add);
        var (free, worth) = GiveAway(local, inputs.AllowanceLeft);
        bill.Add(new QuoteLine("Free this month", free, -worth, QuoteLineKind.Allowance));
        var cloud = Count(inputs, leftMachine: true);
        cloud.ForEach(bill.Add);
        if (cloud.Count > 0)
        {
            bill.Add(new QuoteLine("Cloud models' work", 1, Round(inputs.Metered * Prices.MeteredFactor, 4), QuoteLineKind.Metered));
        }

        TakeOff(bill, inputs);
        KeepWithin(bill);
        bill.Add(new QuoteLine("Rounding", 1, Payable(bill.Sum) - bill.Sum, QuoteLineKind.Rounding));
        var tax = Payable(bill.Sum * Prices.TaxPercent / 100);
        bill.Add(new QuoteLine(FormattableString.Invariant($"{Prices.TaxName} {Prices.TaxPercent:0.##} %"), 1, tax, QuoteLineKind.Tax));
        var limits = new ChargeLimits(inputs.LeastCharge, inputs.ChargeStep);
        var due = limits.Chargeable(Math.Max(0, bill.Sum - inputs.Paid));
        return new Priced(bill.Lines, free, worth, bill.Sum, tax, due, Math.Min(due, Payable(Math.Max(0, tax - inputs.PaidTax))));
    }

    /// <summary>A line for each price, the dearest first.</summary>
    private List<QuoteLine> Count(QuoteInputs inputs, bool leftMachine) =>
    [
        .. inputs.Accepted.Where(group => group.LeftMachine == leftMachine && group.Count > 0)
            .GroupBy(group => (Price: UnitPrice(group), Category: Prices.Categories.ContainsKey(group.Category) ? group.Category : null))
            .OrderByDescending(group => group.Key.Price).ThenBy(group => group.Key.Category, StringComparer.Ordinal)
            .Select(group => new QuoteLine(
                (leftMachine ? "Accepted changes, proposed by cloud models" : "Accepted changes, proposed on this machine") + (group.Key.Category is { } category ? $" ({category})" : null),
                checked((int)group.Sum(one => (long)one.Count)), group.Sum(one => one.Count * group.Key.Price),
                leftMachine ? QuoteLineKind.CloudChanges : QuoteLineKind.LocalChanges, group.Key.Category)),
    ];

    private decimal UnitPrice(AcceptedGroup group)
    {
        var own = Prices.Categories.GetValueOrDefault(group.Category);
        return group.LeftMachine ? own?.Cloud ?? Prices.PerCloudChange : own?.Local ?? Prices.PerLocalChange;
    }

    /// <summary>The dearest are free first.</summary>
    private static (int Changes, decimal Worth) GiveAway(List<QuoteLine> dearestFirst, int allowance)
    {
        var (changes, worth) = (0, 0m);
        foreach (var line in dearestFirst)
        {
            var free = Math.Min(line.Quantity, allowance - changes);
            changes += free;
            worth += line.Amount / line.Quantity * free;
        }

        return (changes, worth);
    }

    private void TakeOff(Bill bill, QuoteInputs inputs)
    {
        var sum = bill.Sum;
        var offers = Prices.Discounts.Where(discount => discount.IsOn(inputs.At))
            .Prepend(new Discount($"Plan {inputs.Tier}", Tiers[inputs.Tier].DiscountPercent));
        foreach (var offer in offers)
        {
            bill.Add(new QuoteLine(offer.Name, 1, -Math.Min(bill.Sum, Round(sum * offer.Percent / 100, 4)), QuoteLineKind.Discount));
        }
    }

    private void KeepWithin(Bill bill)
    {
        if (bill.Sum > 0 && bill.Sum < Prices.Minimum)
        {
            bill.Add(new QuoteLine("Up to the least that can be charged", 1, Prices.Minimum - bill.Sum, QuoteLineKind.Floor));
        }

        if (bill.Sum > Prices.Maximum)
        {
            bill.Add(new QuoteLine("Down to the most that a job costs", 1, Prices.Maximum - bill.Sum, QuoteLineKind.Cap));
        }
    }

    private decimal Payable(decimal amount) => Currencies.Payable(amount, Prices.Currency);

    private static decimal Round(decimal amount, int decimals) => decimal.Round(amount, decimals, MidpointRounding.AwayFromZero);

    private sealed class Bill
    {
        private readonly List<QuoteLine> lines = [];

        public IReadOnlyList<QuoteLine> Lines => lines;

        public decimal Sum { get; private set; }

        public void Add(QuoteLine line)
        {
            if (line.Quantity > 0 && line.Amount != 0)
            {
                lines.Add(line);
                Sum += line.Amount;
            }
        }
    }
}

/// <param name="Lines">Their sum is the amount.</param>
/// <param name="AllowanceUsed">Free changes.</param>
/// <param name="AllowanceWorth">What they would have cost, before discounts.</param>
/// <param name="Amount">For the whole job, tax included.</param>
/// <param name="Due">What is left of it to pay, of which <paramref name="DueTax"/> is tax.</param>
internal sealed record Priced(
    IReadOnlyList<QuoteLine> Lines, int AllowanceUsed, decimal AllowanceWorth, decimal Amount, decimal Tax, decimal Due, decimal DueTax);
