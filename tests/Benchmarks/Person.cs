using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SwipeReview.Benchmarks;

/// <summary>Somebody with an account, who does what the web app does, over one address.</summary>
internal sealed class Person : IDisposable
{
    public const string Password = "a long enough passphrase";

    private Person(HttpClient http, string email)
    {
        Http = http;
        Email = email;
    }

    public string Email { get; }

    /// <summary>With the address and the token.</summary>
    public HttpClient Http { get; }

    public static async Task<Person> JoinAsync(Uri address, CancellationToken cancellationToken)
    {
        var http = new HttpClient { BaseAddress = address };
        var email = $"{Guid.CreateVersion7():n}@example.org";
        await PostAsync(http, "/api/v1/auth/register", JsonContent.Create(new { email, password = Password }), cancellationToken);
        var tokens = await PostAsync(http, "/api/v1/auth/login", JsonContent.Create(new { email, password = Password }), cancellationToken);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.GetProperty("accessToken").GetString());
        return new Person(http, email);
    }

    /// <summary>The same person at another door.</summary>
    public Person At(Uri address)
    {
        var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = Http.DefaultRequestHeaders.Authorization;
        return new Person(http, Email);
    }

    /// <returns>The file's id.</returns>
    public async Task<Guid> UploadAsync(byte[] docx, CancellationToken cancellationToken)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(docx), "file", "ten-pages.docx" } };
        return (await PostAsync(Http, "/api/v1/uploads", form, cancellationToken)).GetProperty("id").GetGuid();
    }

    /// <returns>The job's id.</returns>
    public async Task<Guid> SubmitAsync(Guid fileId, CancellationToken cancellationToken) =>
        (await PostAsync(Http, "/api/v1/jobs", JsonContent.Create(new { type = "review", fileId }), cancellationToken)).GetProperty("id").GetGuid();

    /// <summary>The job's cards as they come; it ends when the job is ready.</summary>
    public async IAsyncEnumerable<Guid> FollowCardsAsync(Guid jobId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var stream = await Http.GetStreamAsync($"/api/v1/jobs/{jobId}/events", cancellationToken);
        await foreach (var happened in SseParser.Create(stream, (_, data) => JsonSerializer.Deserialize<JsonElement>(data)).EnumerateAsync(cancellationToken))
        {
            if (happened.EventType == "change")
            {
                yield return happened.Data.GetProperty("id").GetGuid();
            }
            else if (happened.EventType == "status")
            {
                switch (happened.Data.GetProperty("status").GetString())
                {
                    case "ready":
                        yield break;
                    case "failed":
                        throw new InvalidOperationException($"The review failed: {happened.Data}");
                }
            }
        }

        throw new InvalidOperationException("The job's events ended before the job.");
    }

    public async Task DecideAsync(Guid jobId, IEnumerable<Guid> changes, string action)
    {
        var decisions = changes.Select(changeId => new { id = Guid.CreateVersion7(), changeId, action });
        await PostAsync(Http, $"/api/v1/jobs/{jobId}/decisions", JsonContent.Create(new { decisions }), CancellationToken.None);
    }

    public void Dispose() => Http.Dispose();

    private static async Task<JsonElement> PostAsync(HttpClient http, string route, HttpContent body, CancellationToken cancellationToken)
    {
        using var answer = await http.PostAsync(route, body, cancellationToken);
        return answer.IsSuccessStatusCode
            ? await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)
            : throw new InvalidOperationException($"POST {route} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
    }
}
