using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using SwipeReview.ServiceDefaults.Api;

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

    public static async Task<T> ShouldBeAsync<T>(this HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return (await answer.Content.ReadFromJsonAsync<T>(ApiJson.Options))!;
    }

    /// <summary>The envelope's error, with the code that goes with it.</summary>
    public static async Task<JsonElement> ShouldFailAsync(this HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        var envelope = await answer.ShouldBeAsync<JsonElement>(status);
        Assert.False(envelope.GetProperty("success").GetBoolean());
        Assert.StartsWith("req_", envelope.GetProperty("requestId").GetString(), StringComparison.Ordinal);
        var error = envelope.GetProperty("error");
        Assert.Equal(code, error.GetProperty("code").GetString());
        return error;
    }

    public static HttpRequestMessage Range(string path, long? from, long? to) =>
        new(HttpMethod.Get, path) { Headers = { Range = new RangeHeaderValue(from, to) } };
}
