using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Google.Protobuf;

namespace SwipeReview.AppHost.Tests.Dashboard;

/// <summary>The other end of the wire, written from gRPC's own description and sharing no code with the server.</summary>
internal sealed class GrpcClient(string url, string apiKey) : IDisposable
{
    private readonly HttpClient _http = new()
    {
        BaseAddress = new Uri(url),
        DefaultRequestHeaders = { { "x-resource-service-api-key", apiKey }, { "te", "trailers" } },
    };

    public static byte[] Frame(IMessage message)
    {
        var body = message.ToByteArray();
        var frame = new byte[5 + body.Length];
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)body.Length);
        body.CopyTo(frame, 5);
        return frame;
    }

    /// <summary>Returns when the headers of the answer are there.</summary>
    public Task<HttpResponseMessage> CallAsync(string method, HttpContent body, CancellationToken cancellationToken = default)
    {
        body.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        var request = new HttpRequestMessage(HttpMethod.Post, $"/aspire.v1.DashboardService/{method}")
        {
            Content = body,
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact, // without TLS there is nothing to negotiate with
        };
        return _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    public async Task<string> StatusAsync(string method, byte[] body)
    {
        using var response = await CallAsync(method, new ByteArrayContent(body));
        await response.Content.CopyToAsync(Stream.Null);
        return Status(response);
    }

    public async Task<T> UnaryAsync<T>(string method, IMessage request, MessageParser<T> parser) where T : IMessage<T>
    {
        using var response = await CallAsync(method, new ByteArrayContent(Frame(request)));
        var stream = await response.Content.ReadAsStreamAsync();
        var answer = await ReadAsync(stream, parser, CancellationToken.None);
        Assert.Null(await ReadAsync(stream, parser, CancellationToken.None));
        Assert.Equal("0", Status(response));
        return answer!;
    }

    public async IAsyncEnumerable<T> StreamAsync<T>(
        string method, IMessage request, MessageParser<T> parser, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where T : class, IMessage<T>
    {
        using var response = await CallAsync(method, new ByteArrayContent(Frame(request)), cancellationToken);
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        while (await ReadAsync(stream, parser, cancellationToken) is { } message)
            yield return message;
        Assert.Equal("0", Status(response));
    }

    public void Dispose() => _http.Dispose();

    private static string Status(HttpResponseMessage response) =>
        (response.TrailingHeaders.TryGetValues("grpc-status", out var values) || response.Headers.TryGetValues("grpc-status", out values))
            ? values.Single()
            : throw new InvalidOperationException($"No grpc-status: {response}");

    private static async Task<T?> ReadAsync<T>(Stream stream, MessageParser<T> parser, CancellationToken cancellationToken) where T : IMessage<T>
    {
        var header = new byte[5];
        if (await stream.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancellationToken) == 0)
            return default;

        var body = new byte[BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(1))];
        await stream.ReadExactlyAsync(body, cancellationToken);
        return parser.ParseFrom(body);
    }
}
