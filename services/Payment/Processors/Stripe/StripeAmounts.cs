using System.Collections.Frozen;
using SwipeReview.Payment.Ledger;

namespace SwipeReview.Payment.Processors.Stripe;

/// <summary>
/// Amounts as Stripe writes them: minor units by ISO 4217, except for currencies that it treats as if they had two
/// decimals or none, and three-decimal ones, of which it takes whole tens.
/// </summary>
internal static class StripeAmounts
{
    /// <summary>Eight digits.</summary>
    private const long Largest = 99_999_999;

    /// <summary>The least that Stripe charges; of other currencies it says none.</summary>
    private static readonly FrozenDictionary<string, decimal> Smallest = new Dictionary<string, decimal>(StringComparer.Ordinal)
    {
        ["AED"] = 2, ["AUD"] = 0.50m, ["BGN"] = 1, ["BRL"] = 0.50m, ["CAD"] = 0.50m, ["CHF"] = 0.50m, ["CZK"] = 15, ["DKK"] = 2.50m, ["EUR"] = 0.50m,
        ["GBP"] = 0.30m, ["HKD"] = 4, ["HUF"] = 175, ["INR"] = 0.50m, ["JPY"] = 50, ["MXN"] = 10, ["MYR"] = 2, ["NOK"] = 3, ["NZD"] = 0.50m, ["PLN"] = 2,
        ["RON"] = 2, ["SEK"] = 3, ["SGD"] = 0.50m, ["THB"] = 10, ["USD"] = 0.50m,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static ChargeLimits LimitsOf(string currency) => new(Smallest.GetValueOrDefault(currency), currency == "MGA" ? 1 : Currencies.Decimals(currency) == 3 ? 0.01m : 0);

    /// <exception cref="ProcessorException">Stripe can't charge this amount.</exception>
    public static long Of(decimal amount, string currency) =>
        amount > 0 && amount <= Largest / Scale(currency) && amount == Currencies.Payable(amount, currency) && amount == LimitsOf(currency).InSteps(amount)
            ? decimal.ToInt64(amount * Scale(currency))
            : throw new ProcessorException($"{amount} {currency} can't be charged by Stripe.", isTransient: false);

    public static decimal ToDecimal(long minor, string currency) => minor / Scale(currency);

    private static decimal Scale(string currency) => Decimals(currency) switch { 0 => 1m, 3 => 1000m, _ => 100m };

    private static int Decimals(string currency) => currency switch
    {
        "ISK" or "UGX" => 2, // without decimals, but written with two zeros
        "MGA" => 0, // by ISO it has two, of which nobody has seen a coin
        _ => Currencies.Decimals(currency),
    };
}
