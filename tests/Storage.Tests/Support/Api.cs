using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using SwipeReview.Testing;

namespace SwipeReview.Storage.Tests.Support;

/// <summary>A file as clients see it.</summary>
public sealed record FileAnswer(Guid Id, string Name, long Size, string ContentType, string Sha256, string Status, DateTimeOffset CreatedAt, Guid? OwnerId);

internal static class Api
{
    public static readonly byte[] Hello = Encoding.UTF8.GetBytes("Hello, this is a alot of text.\n");

    public static MultipartFormDataContent Form(byte[] bytes, string name = "hello.txt", string field = "file") =>
        new() { { new ByteArrayContent(bytes), field, name } };

    public static Task<HttpResponseMessage> PostFileAsync(this HttpClient client, byte[] bytes, string name = "hello.txt") =>
        client.PostAsync("/api/v1/uploads", Form(bytes, name));

    public static async Task<FileAnswer> UploadAsync(this HttpClient client, byte[] bytes, string name = "hello.txt")
    {
        using var answer = await client.PostFileAsync(bytes, name);
        return await answer.ShouldBeAsync<FileAnswer>(HttpStatusCode.Created);
    }

    public static async Task<FileAnswer> GetFileAsync(this HttpClient client, Guid fileId)
    {
        using var answer = await client.GetAsync($"/api/v1/uploads/{fileId}");
        return await answer.ShouldBeAsync<FileAnswer>(HttpStatusCode.OK);
    }

    public static HttpRequestMessage Range(string path, long? from, long? to) =>
        new(HttpMethod.Get, path) { Headers = { Range = new RangeHeaderValue(from, to) } };
}
