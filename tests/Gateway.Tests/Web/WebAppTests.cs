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

    [Theory]
    [InlineData("de-AT,de;q=0.9,en;q=0.8", "de")]
    [InlineData("en-GB,en;q=0.9,de;q=0.8", "en")]
    [InlineData("de;q=0.5,fr,en;q=0.7", "en")]
    [InlineData("fr,DE;q=0.3,en;q=0", "de")]
    [InlineData("fr-FR,*;q=0.5", "en")]
    [InlineData("../../index", "en")]
    [InlineData(null, "en")]
    public async Task The_home_page_comes_rendered_in_the_first_language_that_is_spoken_here(string? spoken, string language)
    {
        using var answer = await GetAsync("/", accept: "text/html", languages: spoken);

        Assert.Contains($"lang={language}", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-cache", answer.Header("Cache-Control"));
        Assert.Contains("Accept-Language", answer.Headers.Vary);
        Assert.Contains("default-src 'self'", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_other_page_is_the_home_page()
    {
        using var answer = await GetAsync("/jobs", accept: "text/html", languages: "de");

        Assert.DoesNotContain("lang=", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("Accept-Language", answer.Headers.Vary);
    }

    [Fact]
    public async Task A_home_page_that_was_not_rendered_is_the_app_as_everywhere()
    {
        var root = Directory.CreateDirectory(Path.Combine(app.WebRoot, "plain")).FullName;
        File.Copy(Path.Combine(app.WebRoot, "index.html"), Path.Combine(root, "index.html"));
        using var gateway = app.Start(("Gateway:WebRoot", root));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("Accept", "text/html");

        using var answer = await gateway.Anonymous().SendAsync(request);

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

    private Task<HttpResponseMessage> GetAsync(string path, string? accept = null, string? encoding = null, string? languages = null)
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

        if (languages is not null)
        {
            Assert.True(request.Headers.TryAddWithoutValidation("Accept-Language", languages));
        }

        return app.Client().SendAsync(request);
    }
}
