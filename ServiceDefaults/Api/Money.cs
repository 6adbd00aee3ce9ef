using System.Globalization;

namespace SwipeReview.ServiceDefaults.Api;

/// <summary>An amount as the API shows it: a decimal string with four places, and an ISO 4217 code.</summary>
public sealed record Money(string Amount, string Currency)
{
    public static Money Of(decimal amount, string currency) =>
        new(amount.ToString("0.0000", CultureInfo.InvariantCulture), currency);

    public decimal ToDecimal() => decimal.Parse(Amount, NumberStyles.Number, CultureInfo.InvariantCulture);
}
