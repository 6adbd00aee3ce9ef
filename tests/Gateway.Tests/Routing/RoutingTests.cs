using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using SwipeReview.Gateway.Tests.Support;

namespace SwipeReview.Gateway.Tests.Routing;

public sealed class RoutingTests(GatewayApp app) : IClassFixture<GatewayApp>
{
    private readonly Guid user = Guid.CreateVersion7();

    [Theory]
    [InlineData("/api/v1/uploads", "storage")]
    [InlineData("/api/v1/uploads/1?x=%2F", "storage")]
    [InlineData("/api/v1/jobs?status=ready&limit=5", "jobs")]
    [InlineData("/api/v1/jobs/1/changes", "jobs")]
    [InlineData("/api/v1/memory", "jobs")]
    [InlineData("/api/v1/workflows", "llmrouter")]
    [InlineData("/api/v1/payments/quote?jobId=1", "payment")]
    [InlineData("/api/v1/downloads", "delivery")]
    [InlineData("/api/v1/notifications", "notification")]
    public async Task A_path_reaches_its_service_as_it_is(string path, string service)
    {
        using var answer = await app.As(user).GetAsync(path);

        var echo = await answer.ShouldEchoAsync();
        Assert.Equal(service, echo.Service);
        Assert.Equal(path, echo.Path);
    }

    [Fact]
    public async Task The_public_keys_are_at_the_root()
    {
        using var answer = await app.Client().GetAsync("/.well-known/jwks.json");

        Assert.Contains("\"kty\":\"EC\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/jobs")]
    [InlineData("/api/v1/downloads/1")]
    [InlineData("/api/v1/payments")]
    public async Task Without_a_token_the_door_is_shut(string path)
    {
        var before = app.Backends.Values.Sum(backend => backend.Seen.Count);

        using var answer = await app.Client().GetAsync(path);

        await answer.ShouldFailAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
        Assert.Equal(before, app.Backends.Values.Sum(backend => backend.Seen.Count));
    }

    [Fact]
    public async Task A_processors_event_needs_no_token_and_comes_through_to_the_byte()
    {
        var body = "{ \"id\":\"evt_1\",\r\n\t\"name\" : \"\u00fc \\u00fc\" }\n"u8.ToArray();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/payments/webhook")
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = MediaTypeHeaderValue.Parse("application/json; charset=utf-8") } },
            Headers = { { "Stripe-Signature", "t=1,v1=ab,v1=cd,v0=ef" } },
        };

        using var answer = await app.Client().SendAsync(request);

        var echo = await answer.ShouldEchoAsync();
        Assert.Equal(("payment", Convert.ToHexStringLower(SHA256.HashData(body))), (echo.Service, echo.BodyHash));
        Assert.Equal("t=1,v1=ab,v1=cd,v0=ef", echo.Headers["Stripe-Signature"]);
    }

    [Fact]
    public async Task An_expired_token_and_a_services_token_do_not_open_it()
    {
        using var expired = await app.WithToken(app.TokenOf(user, TimeSpan.FromMinutes(-5))).GetAsync("/api/v1/jobs");
        using var service = await app.WithToken(app.ServiceToken()).GetAsync("/api/v1/jobs");

        await expired.ShouldFailAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
        await service.ShouldFailAsync(HttpStatusCode.Forbidden, "FORBIDDEN");
    }

    [Fact]
    public async Task What_is_for_admins_is_for_no_one_else()
    {
        using var person = await app.As(user).GetAsync("/api/v1/admin/providers");
        using var admin = await app.As(user, isAdmin: true).GetAsync("/api/v1/admin/providers");

        await person.ShouldFailAsync(HttpStatusCode.Forbidden, "FORBIDDEN");
        Assert.Equal("llmrouter", (await admin.ShouldEchoAsync()).Service);
    }

    [Fact]
    public async Task The_mail_that_was_sent_is_shown_on_a_developers_machine_alone()
    {
        using var gateway = app.Start(("environment", "Development"));

        using var there = await gateway.Anonymous().GetAsync("/dev/mail");
        using var elsewhere = await app.Client().GetAsync("/dev/mail");

        Assert.Equal("notification", (await there.ShouldEchoAsync()).Service);
        await elsewhere.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    [Theory]
    [InlineData("/api/v1/downloads/1/content?expires=1&signature=x", "delivery")]
    [InlineData("/api/v1/payments/test-checkout/1", "payment")]
    [InlineData("/api/v1/receipts/verify", "delivery")]
    public async Task Links_that_carry_their_own_proof_need_no_token(string path, string service)
    {
        using var answer = await app.Client().GetAsync(path);

        Assert.Equal(service, (await answer.ShouldEchoAsync()).Service);
    }

    [Theory]
    [InlineData("/api")]
    [InlineData("/api/v1")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/api/v2/jobs")]
    [InlineData("/api/v1/jobsx")]
    public async Task An_unknown_route_has_the_envelope_even_for_a_browser(string path)
    {
        using var client = app.As(user);
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));

        using var answer = await client.GetAsync(path);

        await answer.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    [Theory]
    [InlineData("/internal/tokens")]
    [InlineData("//internal/tokens")]
    [InlineData("/Internal/tokens")]
    [InlineData("/./internal/tokens")]
    [InlineData("/api/v1/../../internal/tokens")]
    [InlineData("/api/v1/jobs/../../../internal/jobs/1")]
    [InlineData("/api/v1/jobs/..\\..\\..\\internal/jobs/1")]
    [InlineData("/api/v1/jobs/%2e%2e/%2e%2e/%2e%2e/internal/jobs/1")]
    [InlineData("/api/v1/jobs/..%2f..%2f..%2finternal/jobs/1")]
    [InlineData("/api/v1/jobs/%252e%252e/%252e%252e/%252e%252e/internal/jobs/1")]
    [InlineData("/api/v1/jobs/%252e%252e%252f%252e%252e%252f%252e%252e%252finternal/jobs/1")]
    [InlineData("/api/v1/jobs/%5c..%5c..%5cinternal/jobs/1")]
    [InlineData("/api/v1/jobs/..;/..;/..;/internal/jobs/1")]
    [InlineData("/api/v1/jobs//../../../internal/jobs/1")]
    [InlineData("/%69nternal/jobs/1")]
    [InlineData("http://jobs/internal/jobs/1")]
    public async Task What_is_internal_cannot_be_reached_by_any_spelling(string target)
    {
        foreach (var method in (string[])["GET", "POST"])
        {
            var answer = await RawHttp.GetAsync(app.Address, target, method, app.TokenOf(user));

            Assert.NotEqual(0, RawHttp.StatusOf(answer));
            Assert.DoesNotContain(app.Backends.Values.SelectMany(backend => backend.Seen), path =>
                path.StartsWith("/internal", StringComparison.OrdinalIgnoreCase) || path.StartsWith("//", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Metrics_are_not_for_the_public()
    {
        using var answer = await app.Client().GetAsync("/metrics");

        await answer.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/alive")]
    public async Task Health_is_at_the_root(string path)
    {
        using var answer = await app.Client().GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_service_that_is_gone_is_502_in_the_envelope()
    {
        using var gateway = app.Start(("services:llmrouter:http:0", "http://127.0.0.1:1"));

        using var answer = await gateway.As(user).GetAsync("/api/v1/workflows");

        await answer.ShouldFailAsync(HttpStatusCode.BadGateway, "UPSTREAM_FAILED");
    }

    [Fact]
    public async Task A_service_without_an_address_is_503_in_the_envelope()
    {
        using var gateway = app.Start(("services:llmrouter:http:0", null));

        using var answer = await gateway.As(user).GetAsync("/api/v1/workflows");

        await answer.ShouldFailAsync(HttpStatusCode.ServiceUnavailable, "UNAVAILABLE");
    }

    [Fact]
    public async Task Of_two_instances_the_one_that_lives_serves()
    {
        using var gateway = app.Start(
            ("services:llmrouter:http:0", app.Backends["llmrouter"].Address), ("services:llmrouter:http:1", app.Backends["storage"].Address));
        var served = new HashSet<string>(StringComparer.Ordinal);
        for (var n = 0; n < 40; n++)
        {
            using var answer = await gateway.As(user).GetAsync("/api/v1/workflows");
            served.Add((await answer.ShouldEchoAsync()).Service);
        }

        Assert.Equal(["llmrouter", "storage"], served.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_service_that_does_not_answer_in_time_is_504_in_the_envelope()
    {
        using var gateway = app.Start(("Gateway:UsualTimeout", "00:00:00.5"));

        using var answer = await gateway.As(user).GetAsync("/api/v1/workflows/slow");

        await answer.ShouldFailAsync(HttpStatusCode.GatewayTimeout, "TIMEOUT");
    }

    [Fact]
    public async Task Events_pass_as_they_come_and_outlast_the_usual_timeout()
    {
        using var gateway = app.Start(("Gateway:UsualTimeout", "00:00:00.5"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/jobs/1/events");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        using var answer = await gateway.As(user).SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var body = await answer.Content.ReadAsStreamAsync();
        using var reader = new StreamReader(body);

        for (var n = 1; n <= 3; n++)
        {
            // The next one is sent only after this one was seen: nothing on the way may hold it back.
            Assert.Equal($"id: {n}", await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(5)));
            await reader.ReadLineAsync();
            await reader.ReadLineAsync();
            await Task.Delay(300);
            app.Backends["jobs"].NextEvent.Release();
        }

        Assert.Null(await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(5)));
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        Assert.Empty(answer.Content.Headers.ContentEncoding);
    }
}
