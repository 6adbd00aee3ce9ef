using System.Collections.Frozen;

namespace SwipeReview.Payment.Ledger;

/// <summary>How many decimals a currency has, by ISO 4217. The schema's <c>minor_units</c> says the same.</summary>
internal static class Currencies
{
    private static readonly FrozenSet<string> WithoutDecimals = FrozenSet.Create(
        StringComparer.Ordinal,
        "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF");

    private static readonly FrozenSet<string> WithThree = FrozenSet.Create(
        StringComparer.Ordinal, "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND");

    public static int Decimals(string currency) => WithoutDecimals.Contains(currency) ? 0 : WithThree.Contains(currency) ? 3 : 2;

    /// <summary>Money moves in whole minor units.</summary>
    public static decimal Payable(decimal amount, string currency) => decimal.Round(amount, Decimals(currency), MidpointRounding.AwayFromZero);

    /// <summary>How many minor units one unit has.</summary>
    public static decimal Scale(string currency) => Decimals(currency) switch { 0 => 1m, 3 => 1000m, _ => 100m };
}
