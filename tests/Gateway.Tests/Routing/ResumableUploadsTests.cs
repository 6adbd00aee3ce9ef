using System.Net;
using System.Net.Http.Headers;
using SwipeReview.Gateway.Tests.Support;

namespace SwipeReview.Gateway.Tests.Routing;

/// <summary>What tus needs of the door.</summary>
public sealed class ResumableUploadsTests(GatewayApp app) : IClassFixture<GatewayApp>
{
    private const string Uploads = "/api/v1/uploads/tus";
    private readonly Guid user = Guid.CreateVersion7();

    [Fact]
    public async Task What_is_spoken_is_told_without_a_token_and_nothing_else_is()
    {
        using var asked = await app.Client().SendAsync(new HttpRequestMessage(HttpMethod.Options, Uploads));
        using var begun = await app.Client().SendAsync(new HttpRequestMessage(HttpMethod.Post, Uploads));
        using var elsewhere = await app.Client().SendAsync(new HttpRequestMessage(HttpMethod.Options, "/api/v1/uploads"));

        Assert.Equal("storage", (await asked.ShouldEchoAsync()).Service);
        await begun.ShouldFailAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
        await elsewhere.ShouldFailAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
    }

    [Fact]
    public async Task Its_headers_pass_and_POST_may_mean_PATCH_there_alone()
    {
        using var answer = await app.As(user).SendAsync(Patch($"{Uploads}/1"));
        using var elsewhere = await app.As(user).SendAsync(Patch("/api/v1/jobs"));

        var echo = await answer.ShouldEchoAsync();
        Assert.Equal(("storage", 3), (echo.Service, echo.BodyLength));
        Assert.Equal(("PATCH", "7", "application/offset+octet-stream"), (echo.Headers["X-HTTP-Method-Override"], echo.Headers["Upload-Offset"], echo.Headers["Content-Type"]));
        Assert.DoesNotContain("X-HTTP-Method-Override", (await elsewhere.ShouldEchoAsync()).Headers.Keys);
    }

    [Fact]
    public async Task Pages_of_an_allowed_origin_may_send_and_read_what_it_takes()
    {
        using var named = app.Start(("Gateway:AllowedOrigins:0", "https://partner.example"));
        using var preflight = new HttpRequestMessage(HttpMethod.Options, $"{Uploads}/1")
        {
            Headers = { { "Origin", "https://partner.example" }, { "Access-Control-Request-Method", "PATCH" }, { "Access-Control-Request-Headers", "upload-offset,tus-resumable,upload-checksum" } },
        };

        using var allowed = await named.Anonymous().SendAsync(preflight);
        using var asked = await named.Anonymous().SendAsync(new HttpRequestMessage(HttpMethod.Options, Uploads) { Headers = { { "Origin", "https://partner.example" } } });

        Assert.Contains("Upload-Offset", allowed.Header("Access-Control-Allow-Headers")!, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("PATCH", allowed.Header("Access-Control-Allow-Methods")!, StringComparison.Ordinal);
        foreach (var name in (string[])["Location", "Upload-Offset", "Upload-Expires", "Tus-Resumable", "X-File-Id"])
        {
            Assert.Contains(name, asked.Header("Access-Control-Expose-Headers")!, StringComparison.Ordinal);
        }
    }

    private static HttpRequestMessage Patch(string path) => new(HttpMethod.Post, path)
    {
        Headers = { { "X-HTTP-Method-Override", "PATCH" }, { "Upload-Offset", "7" } },
        Content = new ByteArrayContent([1, 2, 3]) { Headers = { ContentType = new MediaTypeHeaderValue("application/offset+octet-stream") } },
    };
}
