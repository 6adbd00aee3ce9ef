using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using SwipeReview.Testing;

namespace SwipeReview.Storage.Tests.Support;

/// <summary>What a tus client says, word by word.</summary>
internal static class Tus
{
    public const string Address = "/api/v1/uploads/tus";

    /// <summary>Text that no compression or caching makes smaller, and that is a kind of file.</summary>
    public static byte[] Text(int size, int seed = 1)
    {
        var bytes = new byte[size];
        new Random(seed).NextBytes(bytes);
        for (var at = 0; at < size; at++)
        {
            bytes[at] = (byte)('a' + (bytes[at] % 26));
        }

        return bytes;
    }

    public static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static string Named(string name) => $"filename {Convert.ToBase64String(Encoding.UTF8.GetBytes(name))},type {Convert.ToBase64String("text/plain"u8)}";

    public static HttpRequestMessage Request(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Tus-Resumable", "1.0.0");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    public static HttpRequestMessage WithBytes(this HttpRequestMessage request, byte[] bytes, string type = "application/offset+octet-stream")
    {
        request.Content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        return request;
    }

    /// <summary>Begins an upload; answers where it is.</summary>
    public static async Task<string> BeginAsync(this HttpClient client, long size, string name = "notes.txt")
    {
        using var answer = await client.SendAsync(Request(HttpMethod.Post, Address, ("Upload-Length", $"{size}"), ("Upload-Metadata", Named(name))));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    public static Task<HttpResponseMessage> PatchAsync(this HttpClient client, string upload, long offset, byte[] bytes, params (string Name, string Value)[] headers) =>
        client.SendAsync(Request(HttpMethod.Patch, upload, [("Upload-Offset", $"{offset}"), .. headers]).WithBytes(bytes));

    public static Task<HttpResponseMessage> HeadAsync(this HttpClient client, string upload) => client.SendAsync(Request(HttpMethod.Head, upload));

    public static async Task<long> OffsetAsync(this HttpClient client, string upload)
    {
        using var answer = await client.HeadAsync(upload);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer.Offset();
    }

    public static long Offset(this HttpResponseMessage answer) => long.Parse(answer.Header("Upload-Offset")!, CultureInfo.InvariantCulture);

    public static Guid FileId(this HttpResponseMessage answer) => Guid.Parse(answer.Header("X-File-Id")!);

    public static string? Header(this HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) || answer.Content.Headers.TryGetValues(name, out values) ? values.Single() : null;

    /// <summary>Sends all of it in requests of <paramref name="piece"/> bytes; answers with the file.</summary>
    public static async Task<FileAnswer> SendInPiecesAsync(this HttpClient client, byte[] bytes, int piece, string name = "notes.txt")
    {
        var upload = await client.BeginAsync(bytes.Length, name);
        for (var offset = 0; ; offset += piece)
        {
            using var answer = await client.PatchAsync(upload, offset, bytes[offset..Math.Min(offset + piece, bytes.Length)]);
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
            if (answer.Offset() == bytes.Length)
            {
                return await client.GetFileAsync(answer.FileId());
            }
        }
    }
}
