using System.Globalization;

namespace SwipeReview.Payment.Ledger;

/// <summary>Money as it is booked: whole minor units of one currency. Arithmetic is checked: too much throws and never wraps.</summary>
/// <param name="Minor">Cents of a dollar, yen of a yen, fils of a dinar.</param>
/// <param name="Currency">ISO 4217.</param>
internal readonly record struct Amount(long Minor, string Currency)
{
    /// <exception cref="ArgumentException">The amount is no whole number of minor units.</exception>
    /// <exception cref="OverflowException">It is beyond what can be booked.</exception>
    public static Amount Of(decimal amount, string currency)
    {
        var minor = amount * Currencies.Scale(currency);
        return decimal.IsInteger(minor)
            ? new Amount(decimal.ToInt64(minor), currency)
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{amount} {currency} is no whole number of minor units."), nameof(amount));
    }

    public static Amount Zero(string currency) => new(0, currency);

    public bool IsZero => Minor == 0;

    public decimal ToDecimal() => Minor / Currencies.Scale(Currency);

    public static Amount operator +(Amount one, Amount other) => new(checked(one.Minor + Same(one, other).Minor), one.Currency);

    public static Amount operator -(Amount one, Amount other) => new(checked(one.Minor - Same(one, other).Minor), one.Currency);

    public static Amount operator -(Amount one) => new(checked(-one.Minor), one.Currency);

    private static Amount Same(Amount one, Amount other) => one.Currency == other.Currency
        ? other
        : throw new ArgumentException($"{one.Currency} and {other.Currency} do not add up.", nameof(other));
}
