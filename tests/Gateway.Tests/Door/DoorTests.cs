using System.Net;
using System.Text.Json;
using SwipeReview.Gateway.Tests.Support;

namespace SwipeReview.Gateway.Tests.Door;

public sealed class DoorTests(GatewayApp app) : IClassFixture<GatewayApp>
{
    private const long Megabyte = 1024 * 1024;

    [Theory]
    [InlineData("/")]
    [InlineData("/api/v1/jobs")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/api/v1/workflows/strict")]
    [InlineData("/docs/index.html")]
    [InlineData("/health")]
    public async Task Every_answer_is_protected(string path)
    {
        using var client = app.As(Guid.CreateVersion7());
        client.DefaultRequestHeaders.Add("Accept", "text/html");

        using var answer = await client.GetAsync(path);

        var policy = answer.Header("Content-Security-Policy")!;
        Assert.Contains("default-src", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Equal("DENY", answer.Header("X-Frame-Options"));
        Assert.Equal("strict-origin-when-cross-origin", answer.Header("Referrer-Policy"));
        Assert.Equal("same-origin", answer.Header("Cross-Origin-Opener-Policy"));
        Assert.Contains("camera=()", answer.Header("Permissions-Policy"), StringComparison.Ordinal);
        Assert.Null(answer.Header("Strict-Transport-Security"));
        Assert.Null(answer.Header("Server"));
    }

    [Fact]
    public async Task Pages_may_not_be_framed_and_run_only_our_own_scripts()
    {
        using var answer = await app.Client().GetAsync("/favicon.svg");

        var policy = answer.Header("Content-Security-Policy")!.Split("; ");
        Assert.Contains("default-src 'self'", policy);
        Assert.Contains("script-src 'self'", policy);
        Assert.Contains("style-src 'self'", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.Contains("object-src 'none'", policy);
        Assert.Contains("base-uri 'none'", policy);
    }

    [Fact]
    public async Task A_service_may_set_a_stricter_policy_and_no_header_comes_twice()
    {
        using var answer = await app.As(Guid.CreateVersion7()).GetAsync("/api/v1/workflows/strict");

        Assert.Equal("default-src 'none'; sandbox", answer.Header("Content-Security-Policy"));
        Assert.Single(answer.Headers.GetValues("X-Request-Id"), id => id != "req_ofTheService");
    }

    [Fact]
    public async Task Over_TLS_the_browser_is_told_to_stay_with_it()
    {
        using var gateway = app.Start(("Gateway:TrustedProxies:0", "127.0.0.0/8"));
        using var client = gateway.Anonymous();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.7");
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");

        using var answer = await client.GetAsync("/favicon.svg");

        Assert.Equal("max-age=31536000; includeSubDomains", answer.Header("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Nothing_behind_a_login_is_cached()
    {
        using var answer = await app.As(Guid.CreateVersion7()).GetAsync("/api/v1/jobs");

        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }

    [Fact]
    public async Task A_request_id_from_outside_is_replaced_by_one_that_the_service_gets_too()
    {
        using var client = app.As(Guid.CreateVersion7());
        client.DefaultRequestHeaders.Add("X-Request-Id", "req_01234567890123456789");

        using var answer = await client.GetAsync("/api/v1/jobs");

        var id = Assert.Single(answer.Headers.GetValues("X-Request-Id"));
        Assert.StartsWith("req_", id, StringComparison.Ordinal);
        Assert.NotEqual("req_01234567890123456789", id);
        Assert.Equal(id, (await answer.ShouldEchoAsync()).Headers["X-Request-Id"]);
    }

    [Fact]
    public async Task A_service_is_told_where_a_request_comes_from_by_us_alone()
    {
        using var client = app.As(Guid.CreateVersion7());
        foreach (var name in (string[])["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix", "X-Forwarded-Port", "X-Original-URL", "X-Real-IP", "Forwarded", "Cookie"])
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation(name, "evil.example");
        }

        using var answer = await client.GetAsync("/api/v1/jobs");

        var headers = (await answer.ShouldEchoAsync()).Headers;
        Assert.DoesNotContain(headers, header => header.Value.Contains("evil", StringComparison.Ordinal));
        Assert.Contains(headers["X-Forwarded-For"], (string[])["127.0.0.1", "::ffff:127.0.0.1", "::1"]);
        Assert.Equal("http", headers["X-Forwarded-Proto"]);
        Assert.Equal(app.Address.Authority, headers["X-Forwarded-Host"]);
    }

    [Fact]
    public async Task Headers_of_the_hop_stay_on_it()
    {
        var answer = await RawHttp.SendAsync(app.Address,
            $"GET /api/v1/jobs HTTP/1.1\r\nHost: {app.Address.Authority}\r\nAuthorization: Bearer {app.TokenOf(Guid.CreateVersion7())}\r\n"
            + "Connection: close, X-Secret-Hop\r\nX-Secret-Hop: 1\r\nKeep-Alive: 300\r\nTE: trailers\r\nProxy-Authorization: x\r\n\r\n");

        Assert.Equal(200, RawHttp.StatusOf(answer));
        Assert.DoesNotContain("Keep-Alive", answer, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Proxy-Authorization", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /internal/x HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello")]
    [InlineData("Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n")]
    public async Task A_request_with_two_meanings_reaches_no_service_as_two(string rest)
    {
        await RawHttp.SendAsync(app.Address,
            $"POST /api/v1/jobs HTTP/1.1\r\nHost: {app.Address.Authority}\r\nConnection: close\r\nAuthorization: Bearer {app.TokenOf(Guid.CreateVersion7())}\r\n{rest}");

        Assert.DoesNotContain(app.Backends.Values.SelectMany(backend => backend.Seen), path => path.StartsWith("/internal", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_body_over_the_limit_is_413_in_the_envelope_before_any_service_sees_it()
    {
        var seen = app.Backends["jobs"].Seen.Count;
        using var content = new ByteArrayContent(new byte[Megabyte + 1]);

        using var answer = await app.As(Guid.CreateVersion7()).PostAsync("/api/v1/jobs", content);

        var error = await answer.ShouldFailAsync(HttpStatusCode.RequestEntityTooLarge, "PAYLOAD_TOO_LARGE");
        Assert.Equal(Megabyte, error.GetProperty("details").GetProperty("maxSize").GetInt64());
        Assert.Equal(seen, app.Backends["jobs"].Seen.Count);
    }

    [Fact]
    public async Task A_body_that_does_not_say_its_size_is_cut_off_at_the_limit()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/jobs") { Content = new StreamContent(new Zeros(2 * Megabyte)) };
        request.Headers.TransferEncodingChunked = true;

        using var answer = await app.As(Guid.CreateVersion7()).SendAsync(request);

        await answer.ShouldFailAsync(HttpStatusCode.RequestEntityTooLarge, "PAYLOAD_TOO_LARGE");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_upload_of_50_megabytes_passes_and_its_multipart_too(bool chunked)
    {
        const long size = 50 * Megabyte + 1024;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/uploads") { Content = new StreamContent(new Zeros(size)) };
        request.Content.Headers.ContentLength = chunked ? null : size;
        request.Headers.TransferEncodingChunked = chunked;

        using var answer = await app.As(Guid.CreateVersion7()).SendAsync(request);

        Assert.Equal(size, (await answer.ShouldEchoAsync()).BodyLength);
    }

    [Fact]
    public async Task An_upload_over_the_limit_is_413_before_any_of_it_is_sent()
    {
        const long size = 51 * Megabyte;
        var seen = app.Backends["storage"].Seen.Count;

        // Only the head: the answer must not wait for a body, and does not ask for one.
        var answer = await RawHttp.SendAsync(app.Address,
            $"POST /api/v1/uploads HTTP/1.1\r\nHost: {app.Address.Authority}\r\nConnection: close\r\nExpect: 100-continue\r\n"
            + $"Authorization: Bearer {app.TokenOf(Guid.CreateVersion7())}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: {size}\r\n\r\n");

        Assert.Equal(413, RawHttp.StatusOf(answer));
        var envelope = JsonDocument.Parse(answer[answer.IndexOf('{')..(answer.LastIndexOf('}') + 1)]).RootElement;
        Assert.False(envelope.GetProperty("success").GetBoolean());
        Assert.Equal("PAYLOAD_TOO_LARGE", envelope.GetProperty("error").GetProperty("code").GetString());
        var details = envelope.GetProperty("error").GetProperty("details");
        Assert.Equal("file", details.GetProperty("field").GetString());
        Assert.Equal(50 * Megabyte, details.GetProperty("maxSize").GetInt64());
        Assert.Equal(size, details.GetProperty("actualSize").GetInt64());
        Assert.Equal(seen, app.Backends["storage"].Seen.Count);
    }

    [Fact]
    public async Task Other_origins_get_nothing_unless_they_are_named()
    {
        using var named = app.Start(("Gateway:AllowedOrigins:0", "https://partner.example"));

        using var byDefault = await PreflightAsync(app.Client(), "https://partner.example");
        using var allowed = await PreflightAsync(named.Anonymous(), "https://partner.example");
        using var other = await PreflightAsync(named.Anonymous(), "https://evil.example");

        Assert.Null(byDefault.Header("Access-Control-Allow-Origin"));
        Assert.Equal("https://partner.example", allowed.Header("Access-Control-Allow-Origin"));
        Assert.Null(other.Header("Access-Control-Allow-Origin"));

        static Task<HttpResponseMessage> PreflightAsync(HttpClient client, string origin)
        {
            var request = new HttpRequestMessage(HttpMethod.Options, "/api/v1/jobs");
            request.Headers.Add("Origin", origin);
            request.Headers.Add("Access-Control-Request-Method", "POST");
            return client.SendAsync(request);
        }
    }

    [Fact]
    public async Task Metrics_answer_on_their_own_port_alone()
    {
        using var gateway = app.Start(("Gateway:MetricsPort", "1"));

        using var answer = await gateway.Anonymous().GetAsync("/metrics");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    /// <summary>Bytes that take no memory.</summary>
    private sealed class Zeros(long length) : Stream
    {
        private long left = length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(left, count);
            left -= read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
