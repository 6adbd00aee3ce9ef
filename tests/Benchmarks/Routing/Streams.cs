using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace SwipeReview.Benchmarks.Routing;

/// <summary>The same question for a streamed answer, in each door's own words; the answer is read to its end.</summary>
internal sealed class Streams(HttpClient http, string route, Func<object> question, string? end) : IDisposable
{
    private const string Words = "Say a few words about the weather.";

    /// <summary>Our router, as a service of ours asks it.</summary>
    public static Streams OfRouter(Router router) => new(
        router.Jobs(),
        "/internal/completions",
        () => new
        {
            requestId = Guid.CreateVersion7(),
            jobId = Guid.CreateVersion7(),
            userId = Guid.CreateVersion7(),
            @private = false,
            messages = new[] { new { role = "user", content = Words } },
        },
        "event: done");

    /// <summary>Whatever speaks OpenAI's format.</summary>
    /// <param name="streamed">False: the answer comes whole.</param>
    public static Streams OfOpenAi(Uri address, bool streamed, params IEnumerable<(string Name, string Value)> headers)
    {
        var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "a-key");
        foreach (var (name, value) in headers)
        {
            http.DefaultRequestHeaders.Add(name, value);
        }

        return new Streams(
            http,
            "/v1/chat/completions",
            () => new { model = StubVendor.Model, stream = streamed, messages = new[] { new { role = "user", content = Words } } },
            streamed ? "data: [DONE]" : null);
    }

    public async Task ReadAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, route) { Content = JsonContent.Create(question()) };
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{http.BaseAddress} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }

        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        var isWhole = end is null;
        while (await reader.ReadLineAsync() is { } line)
        {
            isWhole |= line == end;
        }

        if (!isWhole)
        {
            throw new InvalidOperationException($"{http.BaseAddress} ended a stream before its end.");
        }
    }

    public void Dispose() => http.Dispose();
}
