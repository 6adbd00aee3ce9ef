using SwipeReview.Payment.Ledger;

namespace SwipeReview.Payment.Processors.Stripe;

/// <summary>
/// Amounts as Stripe writes them: minor units by ISO 4217, except for currencies that it treats as if they had two
/// decimals or none, and three-decimal ones, of which it takes whole tens.
/// </summary>
internal static class StripeAmounts
{
    /// <exception cref="ProcessorException">Stripe can't charge this amount.</exception>
    public static long Of(decimal amount, string currency)
    {
        var minor = amount * Scale(currency);
        return decimal.IsInteger(minor) && minor <= 99_999_999 && (Decimals(currency) != 3 || minor % 10 == 0)
            ? decimal.ToInt64(minor)
            : throw new ProcessorException($"{amount} {currency} can't be charged by Stripe.", isTransient: false);
    }

    public static decimal ToDecimal(long minor, string currency) => minor / Scale(currency);

    private static decimal Scale(string currency) => Decimals(currency) switch { 0 => 1m, 3 => 1000m, _ => 100m };

    private static int Decimals(string currency) => currency switch
    {
        "ISK" or "UGX" => 2, // without decimals, but written with two zeros
        "MGA" => 0,
        _ => Currencies.Decimals(currency),
    };
}
