using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SwipeReview.LlmRouter.Providers.LanguageModels;

/// <summary>JSON over HTTP with a vendor: whatever goes wrong is a <see cref="VendorException"/> that says whether asking again may help.</summary>
internal static class VendorHttp
{
    /// <summary>Longest answer that is read: a model's text of any length that we ask for fits many times.</summary>
    public const long LongestAnswer = 4 * 1024 * 1024;

    public static async Task<JsonNode> AskJsonAsync(
        this HttpClient http, HttpMethod method, string path, JsonNode? body, Func<JsonNode?, string?> errorOf, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
            using var answer = await http.SendAsync(request, cancellationToken);
            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                var status = (int)answer.StatusCode;
                throw new VendorException($"{status}: {errorOf(TryParse(text)) ?? answer.ReasonPhrase}", VendorException.IsTransientStatus(status), RetryAfter(answer));
            }

            return TryParse(text) ?? throw new VendorException("The answer is not JSON.", isTransient: true);
        }
        catch (HttpRequestException fault)
        {
            throw new VendorException(fault.Message, fault.HttpRequestError != HttpRequestError.ConfigurationLimitExceeded, inner: fault);
        }
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage answer) => answer.Headers.RetryAfter switch
    {
        { Delta: { } seconds } => seconds,
        { Date: { } date } when answer.Headers.Date is { } now => date - now,
        _ => null,
    };

    private static JsonNode? TryParse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
