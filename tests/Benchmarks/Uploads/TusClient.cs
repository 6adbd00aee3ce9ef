using System.Globalization;
using System.Net.Http.Headers;

namespace SwipeReview.Benchmarks.Uploads;

/// <summary>The two ways in which a tus client sends a file when nothing goes wrong.</summary>
internal static class TusClient
{
    private static readonly MediaTypeHeaderValue BodyType = new("application/offset+octet-stream");

    public static async Task SendAsync(HttpClient client, string address, byte[] bytes, int piece)
    {
        using var created = await client.SendAsync(Creation(address, bytes.Length));
        var upload = created.EnsureSuccessStatusCode().Headers.Location!;
        for (var offset = 0; offset < bytes.Length; offset += piece)
        {
            using var patch = Request(HttpMethod.Patch, upload.ToString(), ("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture)));
            patch.Content = Body(bytes.AsMemory(offset, Math.Min(piece, bytes.Length - offset)));
            using var answer = await client.SendAsync(patch);
            answer.EnsureSuccessStatusCode();
        }
    }

    public static async Task SendAtOnceAsync(HttpClient client, string address, byte[] bytes)
    {
        using var creation = Creation(address, bytes.Length);
        creation.Content = Body(bytes);
        using var answer = await client.SendAsync(creation);
        answer.EnsureSuccessStatusCode();
    }

    private static HttpRequestMessage Creation(string address, int size) => Request(
        HttpMethod.Post, address, ("Upload-Length", size.ToString(CultureInfo.InvariantCulture)), ("Upload-Metadata", $"filename {Convert.ToBase64String("large.txt"u8)}"));

    private static ReadOnlyMemoryContent Body(ReadOnlyMemory<byte> bytes) => new(bytes) { Headers = { ContentType = BodyType } };

    private static HttpRequestMessage Request(HttpMethod method, string address, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, address) { Headers = { { "Tus-Resumable", "1.0.0" } } };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return request;
    }
}
