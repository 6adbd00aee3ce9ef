using System.Globalization;
using SwipeReview.Payment.Processors;
using SwipeReview.Payment.Processors.Stripe;

namespace SwipeReview.Payment.Tests.Stripe;

public sealed class StripeAmountsTests
{
    [Theory]
    [InlineData("10", "USD", 1000)]
    [InlineData("999999.99", "USD", 99_999_999)]
    [InlineData("500", "JPY", 500)]
    [InlineData("5", "ISK", 500)]
    [InlineData("5000", "UGX", 500_000)]
    [InlineData("20", "MGA", 20)]
    [InlineData("5.120", "KWD", 5120)]
    [InlineData("10", "HUF", 1000)]
    public void An_amount_is_written_as_stripe_does_and_read_back(string amount, string currency, long minor)
    {
        var exact = decimal.Parse(amount, CultureInfo.InvariantCulture);

        Assert.Equal(minor, StripeAmounts.Of(exact, currency));
        Assert.Equal(exact, StripeAmounts.ToDecimal(minor, currency));
    }

    [Theory]
    [InlineData("0", "USD")]
    [InlineData("-1", "USD")]
    [InlineData("0.001", "USD")]
    [InlineData("1000000", "USD")]
    [InlineData("79228162514264337593543950335", "USD")]
    [InlineData("0.5", "JPY")]
    [InlineData("5.5", "ISK")]
    [InlineData("5.5", "UGX")]
    [InlineData("5.5", "MGA")]
    [InlineData("5.124", "KWD")]
    public void What_stripe_cant_charge_is_refused_before_it_is_asked(string amount, string currency)
    {
        var refused = Assert.Throws<ProcessorException>(() => StripeAmounts.Of(decimal.Parse(amount, CultureInfo.InvariantCulture), currency));

        Assert.False(refused.IsTransient);
    }

    [Theory]
    [InlineData("USD", "0.49", "0")]
    [InlineData("USD", "0.50", "0.50")]
    [InlineData("JPY", "49", "0")]
    [InlineData("KWD", "1.119", "1.11")]
    [InlineData("KWD", "0.009", "0")]
    [InlineData("MGA", "20.40", "20")]
    [InlineData("SAR", "0.01", "0.01")]
    public void What_is_too_small_is_not_due_and_the_rest_is_rounded_down(string currency, string owed, string due) =>
        Assert.Equal(decimal.Parse(due, CultureInfo.InvariantCulture), StripeAmounts.LimitsOf(currency).Chargeable(decimal.Parse(owed, CultureInfo.InvariantCulture)));
}
