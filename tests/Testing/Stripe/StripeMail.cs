using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace SwipeReview.Testing.Stripe;

/// <summary>Sends events as Stripe does: raw bytes, signed with the endpoint's secret and the time of sending.</summary>
public static class StripeMail
{
    public static string Sign(string body, DateTimeOffset at, params string[] secrets)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signatures = secrets.Select(secret => $",v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}")))}");
        return $"t={time}{string.Concat(signatures)},v0={new string('0', 64)}";
    }

    public static Task<HttpResponseMessage> DeliverAsync(this HttpClient payment, JsonObject @event, TimeSpan skew = default, string secret = StripeStub.Secret)
    {
        var body = @event.ToJsonString();
        return payment.DeliverAsync(body, Sign(body, TimeProvider.System.GetUtcNow() + skew, secret));
    }

    /// <param name="signature">Whatever: right, old or forged.</param>
    public static async Task<HttpResponseMessage> DeliverAsync(this HttpClient payment, string body, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/payments/webhook")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" } } },
        };
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation("Stripe-Signature", signature);
        }

        return await payment.SendAsync(request);
    }
}
