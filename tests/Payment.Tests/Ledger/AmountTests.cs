using System.Globalization;
using SwipeReview.Payment.Ledger;

namespace SwipeReview.Payment.Tests.Ledger;

public sealed class AmountTests
{
    [Theory]
    [InlineData("12.34", "USD", 1234)]
    [InlineData("1234", "JPY", 1234)]
    [InlineData("1.234", "KWD", 1234)]
    [InlineData("92233720368547758.07", "EUR", long.MaxValue)]
    public void Minor_units_are_the_currencys(string amount, string currency, long minor)
    {
        var booked = Amount.Of(Decimal(amount), currency);

        Assert.Equal(minor, booked.Minor);
        Assert.Equal(Decimal(amount), booked.ToDecimal());
    }

    [Theory]
    [InlineData("0.001", "USD")]
    [InlineData("0.1", "JPY")]
    [InlineData("0.0001", "KWD")]
    public void Less_than_the_smallest_coin_is_refused(string amount, string currency) =>
        Assert.Throws<ArgumentException>(() => Amount.Of(Decimal(amount), currency));

    [Fact]
    public void Too_much_is_refused_and_never_wraps()
    {
        var most = new Amount(long.MaxValue, "USD");

        Assert.Throws<OverflowException>(() => Amount.Of(92233720368547758.08m, "USD"));
        Assert.Throws<OverflowException>(() => most + new Amount(1, "USD"));
        Assert.Throws<OverflowException>(() => new Amount(long.MinValue, "USD") - new Amount(1, "USD"));
        Assert.Throws<OverflowException>(() => -new Amount(long.MinValue, "USD"));
    }

    [Fact]
    public void Currencies_do_not_mix() => Assert.Throws<ArgumentException>(() => new Amount(1, "USD") + new Amount(1, "EUR"));

    private static decimal Decimal(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
