using System.Globalization;

namespace SwipeReview.Payment.Processors.Stripe;

/// <summary>The fields of a request, nested ones with brackets, in the order in which they were added: the same order must give the same bytes.</summary>
internal sealed class StripeForm
{
    private readonly List<KeyValuePair<string, string>> fields = [];

    public StripeForm Add(string name, string? value)
    {
        if (value is not null)
        {
            fields.Add(new(name, value));
        }

        return this;
    }

    public StripeForm Add(string name, long value) => Add(name, value.ToString(CultureInfo.InvariantCulture));

    public StripeForm Add(string name, DateTimeOffset value) => Add(name, value.ToUnixTimeSeconds());

    public StripeForm Add(string name, bool value) => Add(name, value ? "true" : "false");

    public FormUrlEncodedContent ToContent() => new(fields);
}
