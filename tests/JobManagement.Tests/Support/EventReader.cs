using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SwipeReview.JobManagement.Tests.Support;

public sealed record ServerEvent(long Id, string Kind, JsonElement Data)
{
    public string? Status => Kind is "status" or "progress" ? Data.GetProperty("status").GetString() : null;
}

internal static class EventReader
{
    public static Task<HttpResponseMessage> OpenEventsAsync(this Person person, Guid jobId, string? lastEventId = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/jobs/{jobId}/events");
        if (lastEventId is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        }

        return person.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>Until the server ends the stream, or <paramref name="most"/> events are read and the client leaves.</summary>
    public static async Task<List<ServerEvent>> ReadEventsAsync(this Person person, Guid jobId, long? after = null, int most = int.MaxValue)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var answer = await person.OpenEventsAsync(jobId, after?.ToString());
        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var read = new List<ServerEvent>();
        await foreach (var happened in ParseAsync(await answer.Content.ReadAsStreamAsync(patience.Token), patience.Token))
        {
            read.Add(happened);
            if (read.Count == most)
            {
                break;
            }
        }

        return read;
    }

    /// <param name="withPlaces">Also where the job stands in the line, which is no part of its story and has no id (0).</param>
    public static async IAsyncEnumerable<ServerEvent> ParseAsync(
        Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken, bool withPlaces = false)
    {
        using var reader = new StreamReader(stream);
        long id = 0;
        var kind = "";
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            switch (line.Split(": ", 2))
            {
                case ["id", var value]: id = long.Parse(value); break;
                case ["event", var value]: kind = value; break;
                case ["data", var value] when withPlaces || id > 0: yield return new ServerEvent(id, kind, JsonSerializer.Deserialize<JsonElement>(value)); break;
                case [""]: (id, kind) = (0, ""); break;
            }
        }
    }
}
