using SwipeReview.Payment.Jobs;

namespace SwipeReview.Payment.Quotes;

/// <summary>
/// The arithmetic of a quote and nothing else. Only accepted changes cost: nothing accepted, nothing owed, whatever the
/// models cost us.
/// </summary>
internal sealed class PriceRules(PriceOptions prices)
{
    /// <param name="accepted">The changes accepted so far.</param>
    /// <param name="metered">What cloud providers charged for the job.</param>
    /// <param name="allowanceLeft">Free changes that this job may use this month, 0 or more.</param>
    /// <param name="paid">What earlier payments of this job covered.</param>
    public Priced Price(IReadOnlyList<AcceptedGroup> accepted, decimal metered, int allowanceLeft, decimal paid)
    {
        var local = accepted.Where(group => !group.LeftMachine).Sum(group => group.Count);
        var cloud = accepted.Where(group => group.LeftMachine).Sum(group => group.Count);
        var free = Math.Min(local, allowanceLeft);
        var lines = new List<QuoteLine>();
        Add(lines, "Accepted changes, proposed on this machine", local, local * prices.PerLocalChange);
        Add(lines, "Free this month", free, -free * prices.PerLocalChange);
        Add(lines, "Accepted changes, proposed by cloud models", cloud, cloud * prices.PerCloudChange);
        if (cloud > 0)
        {
            Add(lines, "Cloud models' work", 1, decimal.Round(metered * prices.MeteredFactor, 4, MidpointRounding.AwayFromZero));
        }

        var sum = lines.Sum(line => line.Amount);
        if (sum > 0 && sum < prices.Minimum)
        {
            Add(lines, "Up to the least that can be charged", 1, prices.Minimum - sum);
        }

        // Money moves in whole cents; the last line makes the sum of the lines the amount.
        var amount = decimal.Round(lines.Sum(line => line.Amount), 2, MidpointRounding.AwayFromZero);
        Add(lines, "Rounding", 1, amount - lines.Sum(line => line.Amount));
        return new Priced(lines, free, amount, Math.Max(0, amount - paid));
    }

    private static void Add(List<QuoteLine> lines, string description, int quantity, decimal amount)
    {
        if (quantity > 0 && amount != 0)
        {
            lines.Add(new QuoteLine(description, quantity, amount));
        }
    }
}

internal sealed record Priced(IReadOnlyList<QuoteLine> Lines, int AllowanceUsed, decimal Amount, decimal Due);
