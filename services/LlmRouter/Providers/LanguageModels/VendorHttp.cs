using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SwipeReview.LlmRouter.Providers.LanguageModels;

/// <summary>JSON over HTTP with a vendor: whatever goes wrong is a <see cref="VendorException"/> that says whether asking again may help.</summary>
internal static class VendorHttp
{
    public static async Task<JsonNode> GetJsonAsync(this HttpClient http, string path, Func<JsonNode?, string?> errorOf, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var answer = await http.SendAsync(request, errorOf, cancellationToken);
        return TryParse(await ReadAsync(() => answer.Content.ReadAsStringAsync(cancellationToken)))
            ?? throw new VendorException("The answer is not JSON.", isTransient: true);
    }

    /// <summary>The lines of a streamed answer, as they come. Leaving early closes the connection.</summary>
    public static async IAsyncEnumerable<string> StreamLinesAsync(
        this HttpClient http, string path, JsonNode body, Func<JsonNode?, string?> errorOf, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        using var answer = await http.SendAsync(request, errorOf, cancellationToken);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellationToken));
        while (await ReadAsync(() => lines.ReadLineAsync(cancellationToken).AsTask()) is { } line)
        {
            if (line.Length > 0)
            {
                yield return line;
            }
        }
    }

    /// <exception cref="VendorException">It is none.</exception>
    public static JsonNode ParseEvent(string line) => TryParse(line) is JsonObject found
        ? found
        : throw new VendorException("The answer is not one of this API's.", isTransient: true);

    /// <summary>A field of an object; null when there is none, or no object.</summary>
    public static JsonNode? At(this JsonNode? node, string field) => (node as JsonObject)?[field];

    public static string? Word(this JsonNode? node) => (node as JsonValue)?.TryGetValue<string>(out var word) == true ? word : null;

    public static long? Number(this JsonNode? node) => (node as JsonValue)?.TryGetValue<long>(out var number) == true ? number : null;

    private static async Task<HttpResponseMessage> SendAsync(
        this HttpClient http, HttpRequestMessage request, Func<JsonNode?, string?> errorOf, CancellationToken cancellationToken)
    {
        var answer = await ReadAsync(() => http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken));
        if (answer.IsSuccessStatusCode)
        {
            return answer;
        }

        using (answer)
        {
            var status = (int)answer.StatusCode;
            var text = await ReadAsync(() => answer.Content.ReadAsStringAsync(cancellationToken));
            throw new VendorException(
                $"{status}: {errorOf(TryParse(text)) ?? answer.ReasonPhrase}", VendorException.IsTransientStatus(status), RetryAfter.Of(answer.Headers.RetryAfter?.ToString()));
        }
    }

    private static async Task<T> ReadAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (AnswerTooLongException fault)
        {
            throw new VendorException(fault.Message, isTransient: false, inner: fault);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw fault.InnerException is AnswerTooLongException
                ? new VendorException(fault.InnerException.Message, isTransient: false, inner: fault)
                : new VendorException(fault.Message, isTransient: true, inner: fault);
        }
    }

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

/// <summary>How long a vendor wants to be left alone, as it writes it: in seconds, or as a date.</summary>
internal static class RetryAfter
{
    /// <returns>Null when it says nothing of the kind.</returns>
    public static TimeSpan? Of(string? header)
    {
        if (double.TryParse(header, System.Globalization.CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 1e9)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        if (!DateTimeOffset.TryParse(header, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var date))
        {
            return null;
        }

        var wait = date - TimeProvider.System.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }
}
