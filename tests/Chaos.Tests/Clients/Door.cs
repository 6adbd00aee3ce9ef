using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using SwipeReview.Testing;

namespace SwipeReview.Chaos.Tests.Clients;

/// <summary>A person's client that does not give up: what was not answered, or with a 5xx, it sends again, to any instance.</summary>
internal sealed class Door(Guid person, string token, Tally tally)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(2) }) { Timeout = TimeSpan.FromSeconds(30) };

    public Guid Person => person;

    /// <param name="instances">One of which is asked.</param>
    /// <param name="content">Made anew for each try.</param>
    /// <param name="wanted">What ends it, beside refusals (4xx), which are thrown.</param>
    /// <param name="also">A status that is no refusal here but a reason to try again.</param>
    /// <exception cref="RefusedException">The answer was a 4xx.</exception>
    public async Task<JsonElement> SendAsync(
        IReadOnlyList<ServiceProcess> instances, HttpMethod method, string path, Func<HttpContent>? content, HttpStatusCode wanted, string? key = null, HttpStatusCode? also = null)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            var status = await TryAsync(instances, method, path, content, key);
            switch (status)
            {
                case ({ } code, var body) when code == wanted || (wanted == HttpStatusCode.OK && code == HttpStatusCode.Redirect):
                    return body;
                case ({ } code, var body) when (int)code is >= 400 and < 500 && code != also:
                    throw new RefusedException(code, $"{method} {path} answered {(int)code}: {body}");
                case ({ } code, var body):
                    tally.Add($"answers {(int)code}");
                    if (code == HttpStatusCode.InternalServerError)
                    {
                        tally.Complain($"{method} {path} answered 500: {body}");
                    }

                    break;
                default:
                    tally.Add("requests without an answer");
                    break;
            }

            await Task.Delay(Random.Shared.Next(50, 300), limit.Token);
        }
    }

    /// <summary>Opens a stream at one instance; null when that didn't work.</summary>
    public async Task<HttpResponseMessage?> OpenAsync(IReadOnlyList<ServiceProcess> instances, string path, long lastEventId, CancellationToken cancellationToken)
    {
        using var request = Request(instances, HttpMethod.Get, path);
        if (lastEventId > 0)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", $"{lastEventId}");
        }

        try
        {
            var answer = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (answer.IsSuccessStatusCode)
            {
                return answer;
            }

            tally.Add($"streams answered {(int)answer.StatusCode}");
            answer.Dispose();
            return null;
        }
        catch (Exception away) when (IsAway(away) && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    public static bool IsAway(Exception fault) => fault is HttpRequestException or IOException or OperationCanceledException;

    private async Task<(HttpStatusCode? Status, JsonElement Body)> TryAsync(
        IReadOnlyList<ServiceProcess> instances, HttpMethod method, string path, Func<HttpContent>? content, string? key)
    {
        using var request = Request(instances, method, path);
        request.Content = content?.Invoke();
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        try
        {
            using var answer = await Http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            return (answer.StatusCode, text.StartsWith('{') ? JsonSerializer.Deserialize<JsonElement>(text) : default);
        }
        catch (Exception away) when (IsAway(away))
        {
            return (null, default);
        }
    }

    private HttpRequestMessage Request(IReadOnlyList<ServiceProcess> instances, HttpMethod method, string path) =>
        new(method, new Uri(instances[Random.Shared.Next(instances.Count)].Address, path)) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
}

internal sealed class RefusedException(HttpStatusCode status, string message) : Exception(message)
{
    public HttpStatusCode Status => status;
}
