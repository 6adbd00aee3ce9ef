using System.Net;
using SwipeReview.Gateway.Tests.Support;

namespace SwipeReview.Gateway.Tests.Web;

public sealed class WebAppTests(GatewayApp app) : IClassFixture<GatewayApp>
{
    private const string Script = "/assets/index-B3tz7dQ1.js";

    [Theory]
    [InlineData("/")]
    [InlineData("/index.html")]
    [InlineData("/jobs/0199/review")]
    [InlineData("/jobs/what.is.this")]
    public async Task A_page_is_the_app_and_is_asked_for_anew(string path)
    {
        using var answer = await GetAsync(path, accept: "text/html,application/xhtml+xml,*/*;q=0.8");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("<title>SwipeReview</title>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("no-cache", answer.Header("Cache-Control"));
    }

    [Fact]
    public async Task A_hashed_file_is_kept_for_a_year()
    {
        using var answer = await GetAsync(Script);

        Assert.Equal("text/javascript", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("public, max-age=31536000, immutable", answer.Header("Cache-Control"));
    }

    [Theory]
    [InlineData("/sw.js", "text/javascript")]
    [InlineData("/manifest.webmanifest", "application/manifest+json")]
    public async Task What_an_installed_app_updates_by_is_asked_for_anew_and_may_do_only_what_the_app_needs(string path, string type)
    {
        using var answer = await GetAsync(path);

        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-cache", answer.Header("Cache-Control"));
        var policy = answer.Header("Content-Security-Policy");
        Assert.Contains("script-src 'self'; ", policy, StringComparison.Ordinal);
        Assert.Contains("worker-src 'self'; manifest-src 'self'; ", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_is_compressed_for_who_can_read_it()
    {
        using var answer = await GetAsync(Script, encoding: "br");

        Assert.Equal("br", answer.Content.Headers.ContentEncoding.Single());
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
    }

    [Fact]
    public async Task What_is_known_is_not_sent_again()
    {
        using var first = await GetAsync(Script);
        using var request = new HttpRequestMessage(HttpMethod.Get, Script);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await app.Client().SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("/assets/missing-00000000.js", "*/*")]
    [InlineData("/jobs/0199", "application/json")]
    [InlineData("/internal/tokens", "text/html")]
    [InlineData("/../../etc/passwd", "*/*")]
    [InlineData("/.env", "*/*")]
    public async Task What_is_not_there_is_404_in_the_envelope(string path, string accept)
    {
        using var answer = await GetAsync(path, accept);

        await answer.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    [Fact]
    public async Task A_page_is_not_posted_to()
    {
        using var answer = await app.Client().PostAsync("/jobs", null);

        await answer.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    [Fact]
    public async Task Without_a_built_app_a_page_says_what_to_do()
    {
        using var gateway = app.Start(("Gateway:WebRoot", Path.Combine(app.WebRoot, "nothing")));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("Accept", "text/html");

        using var answer = await gateway.Anonymous().SendAsync(request);

        var error = await answer.ShouldFailAsync(HttpStatusCode.ServiceUnavailable, "UNAVAILABLE");
        Assert.Contains("npm run build", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> GetAsync(string path, string? accept = null, string? encoding = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accept is not null)
        {
            request.Headers.Add("Accept", accept);
        }

        if (encoding is not null)
        {
            request.Headers.Add("Accept-Encoding", encoding);
        }

        return app.Client().SendAsync(request);
    }
}
