using System.ComponentModel.DataAnnotations;

namespace SwipeReview.Payment.Processors.Stripe;

/// <summary>Section <c>Payment:Stripe</c>. Without <see cref="ApiKey"/> the built-in test processor is used.</summary>
internal sealed class StripeOptions : IValidatableObject
{
    public const string Section = "Payment:Stripe";

    /// <summary>The version that this code was written for. Answers and events are asked for in it, whatever the account's default is.</summary>
    public const string ApiVersion = "2024-06-20";

    private const string LiveKey = "sk_live_";
    private const string TestKey = "sk_test_";

    /// <summary><c>sk_test_…</c> or <c>sk_live_…</c>, from the environment only.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The endpoint's signing secrets <c>whsec_…</c>: one, or two while one takes the other's place.</summary>
    public string[] WebhookSecrets { get; set; } = [];

    /// <summary>How old a signature may be. Default 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "01:00:00")]
    public TimeSpan Tolerance { get; set; } = TimeSpan.FromMinutes(5);

    [Required]
    public Uri BaseUrl { get; set; } = new("https://api.stripe.com");

    /// <summary>For one try. Default 20 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:02:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Tries after the first, 0–5. Default 2.</summary>
    [Range(0, 5)]
    public int Retries { get; set; } = 2;

    /// <summary>Before the first of them; it doubles. Default 500 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan Pause { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Stripe's price of each tier that can be bought: <c>price_…</c> by the tier's name.</summary>
    public Dictionary<string, string> Prices { get; } = new(StringComparer.OrdinalIgnoreCase);

    public bool IsSet => !string.IsNullOrEmpty(ApiKey);

    /// <summary>Real money.</summary>
    public bool IsLive => ApiKey?.StartsWith(LiveKey, StringComparison.Ordinal) == true;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsSet)
        {
            yield break;
        }

        if (!IsLive && !ApiKey!.StartsWith(TestKey, StringComparison.Ordinal))
        {
            yield return new ValidationResult($"A key begins with {TestKey} or {LiveKey}.", [nameof(ApiKey)]);
        }

        if (WebhookSecrets.Length is 0 or > 2 || !Array.TrueForAll(WebhookSecrets, secret => secret is ['w', 'h', 's', 'e', 'c', '_', _, ..]))
        {
            yield return new ValidationResult("One or two secrets whsec_… are needed: without them no event can be believed.", [nameof(WebhookSecrets)]);
        }

        if (BaseUrl.Scheme != Uri.UriSchemeHttps && (IsLive || !BaseUrl.IsLoopback))
        {
            yield return new ValidationResult("A key is sent over https only, except a test key to this machine.", [nameof(BaseUrl)]);
        }

        foreach (var (tier, price) in Prices)
        {
            if (!price.StartsWith("price_", StringComparison.Ordinal))
            {
                yield return new ValidationResult($"The price of {tier} begins with price_.", [nameof(Prices)]);
            }
        }
    }
}
