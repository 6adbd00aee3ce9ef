using System.Net;
using SwipeReview.Gateway.Tests.Support;

namespace SwipeReview.Gateway.Tests.Limits;

public sealed class RequestLimitsTests(GatewayApp app) : IClassFixture<GatewayApp>
{
    [Fact]
    public async Task A_person_has_exactly_their_places_over_two_gateways_at_once()
    {
        using var first = app.Start(("Gateway:Limits:PerUser", "50"));
        using var second = app.Start(("Gateway:Limits:PerUser", "50"));
        var user = Guid.CreateVersion7();
        HttpClient[] clients = [first.As(user), second.As(user)];

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(n => clients[n % 2].GetAsync("/api/v1/jobs")));

        Assert.Equal(50, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.Equal(50, answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests));
        using var another = await first.As(Guid.CreateVersion7()).GetAsync("/api/v1/jobs");
        Assert.Equal(HttpStatusCode.OK, another.StatusCode);
    }

    [Fact]
    public async Task The_answer_tells_how_much_is_left_and_when_to_come_back()
    {
        using var gateway = app.Start(("Gateway:Limits:PerUser", "2"));
        using var client = gateway.As(Guid.CreateVersion7());

        using var first = await client.GetAsync("/api/v1/jobs");
        using var second = await client.GetAsync("/api/v1/jobs");
        using var third = await client.GetAsync("/api/v1/jobs");

        Assert.Equal(("2", "1"), (first.Header("RateLimit-Limit"), first.Header("RateLimit-Remaining")));
        Assert.Equal(("2", "0"), (second.Header("RateLimit-Limit"), second.Header("RateLimit-Remaining")));
        Assert.InRange(int.Parse(second.Header("RateLimit-Reset")!, System.Globalization.CultureInfo.InvariantCulture), 1, 60);
        Assert.Null(second.Headers.RetryAfter);
        await third.ShouldFailAsync(HttpStatusCode.TooManyRequests, "RATE_LIMITED");
        Assert.InRange(third.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
    }

    [Fact]
    public async Task Receipts_have_a_limit_of_their_own_for_each_address()
    {
        using var gateway = app.Start(("Gateway:Limits:ReceiptsPerAddress", "3"), ("ConnectionStrings:redis", "127.0.0.1:1"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => gateway.Anonymous().PostAsync("/api/v1/receipts/verify", new ByteArrayContent([1]))));
        using var other = await gateway.As(Guid.CreateVersion7()).GetAsync("/api/v1/jobs");

        Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.Equal(2, answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Theory]
    [InlineData(140L * 1024 * 1024, HttpStatusCode.OK)]
    [InlineData(145L * 1024 * 1024, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Two_files_and_a_receipt_fit_through_the_door_and_no_more(long size, HttpStatusCode expected)
    {
        var client = app.Client();
        client.DefaultRequestHeaders.ExpectContinue = true;

        using var answer = await client.PostAsync("/api/v1/receipts/verify", new StreamContent(new Zeros(size)));

        Assert.Equal(expected, answer.StatusCode);
    }

    /// <summary>A large body that takes no memory.</summary>
    private sealed class Zeros(long length) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, length - Position);
            Position += read;
            return read;
        }

        public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => Position + offset,
            _ => length + offset,
        };

        public override void Flush()
        {
            // Nothing is written.
        }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    [Fact]
    public async Task Forged_forwarding_headers_do_not_make_a_new_address()
    {
        using var gateway = app.Start(("Gateway:Limits:AuthPerAddress", "5"), ("ConnectionStrings:redis", "127.0.0.1:1"));
        var answers = new List<HttpStatusCode>();
        for (var n = 0; n < 8; n++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/auth/login");
            request.Headers.Add("X-Forwarded-For", $"203.0.113.{n}");
            request.Headers.Add("X-Real-IP", $"203.0.113.{n}");
            request.Headers.Add("Forwarded", $"for=203.0.113.{n}");
            using var answer = await gateway.Anonymous().SendAsync(request);
            answers.Add(answer.StatusCode);
        }

        Assert.Equal(3, answers.Count(status => status == HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task A_trusted_proxy_says_whose_address_it_is()
    {
        using var gateway = app.Start(
            ("Gateway:Limits:AuthPerAddress", "1"), ("Gateway:TrustedProxies:0", "127.0.0.0/8"), ("ConnectionStrings:redis", "127.0.0.1:1"));

        Assert.NotEqual(HttpStatusCode.TooManyRequests, await LoginFromAsync("198.51.100.1"));
        Assert.NotEqual(HttpStatusCode.TooManyRequests, await LoginFromAsync("198.51.100.2"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await LoginFromAsync("198.51.100.1"));

        async Task<HttpStatusCode> LoginFromAsync(string address)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/auth/login");
            request.Headers.Add("X-Forwarded-For", address);
            using var answer = await gateway.Anonymous().SendAsync(request);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task One_subscriber_of_IPv6_counts_as_one()
    {
        using var gateway = app.Start(
            ("Gateway:Limits:AuthPerAddress", "1"), ("Gateway:TrustedProxies:0", "127.0.0.0/8"), ("ConnectionStrings:redis", "127.0.0.1:1"));
        var answers = new List<HttpStatusCode>();
        foreach (var address in (string[])["2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/auth/login");
            request.Headers.Add("X-Forwarded-For", address);
            using var answer = await gateway.Anonymous().SendAsync(request);
            answers.Add(answer.StatusCode);
        }

        Assert.Equal([false, true, false], answers.Select(status => status == HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task Tokens_that_are_refused_count_for_their_address()
    {
        using var gateway = app.Start(("Gateway:Limits:PerAddress", "3"), ("ConnectionStrings:redis", "127.0.0.1:1"));
        using var client = gateway.WithToken("a.forged.token");
        var answers = new List<HttpStatusCode>();
        for (var n = 0; n < 4; n++)
        {
            using var answer = await client.GetAsync("/api/v1/jobs");
            answers.Add(answer.StatusCode);
        }

        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests], answers);
    }

    [Fact]
    public async Task Without_Redis_the_process_counts_for_itself()
    {
        using var gateway = app.Start(("Gateway:Limits:PerUser", "10"), ("ConnectionStrings:redis", "127.0.0.1:1"));
        using var client = gateway.As(Guid.CreateVersion7());

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => client.GetAsync("/api/v1/jobs")));

        Assert.Equal(10, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.Equal(20, answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests));
    }
}
