using System.Net;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using SwipeReview.ServiceDefaults.Http;
using SwipeReview.ServiceDefaults.Tests.Http;
using SwipeReview.Testing;

namespace SwipeReview.ServiceDefaults.Tests.Auth;

public sealed class TokenTests(Infrastructure infrastructure)
{
    private const string Route = "/api/v1/notes/careless";

    [Fact]
    public async Task A_token_opens_its_own_door_only()
    {
        await using var service = await NotesService.StartAsync(infrastructure);
        var user = service.Identity.UserToken(Guid.CreateVersion7());
        var other = service.Identity.ServiceToken("storage");

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(service, Route, user));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(service, Route, other));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(service, "/internal/notes", other));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(service, "/internal/notes", user));
    }

    [Fact]
    public async Task Forged_tokens_are_refused()
    {
        await using var service = await NotesService.StartAsync(infrastructure);
        var good = service.Identity.UserToken(Guid.CreateVersion7());
        var (header, payload, signature) = (good.Split('.')[0], good.Split('.')[1], good.Split('.')[2]);
        await using var stranger = await TestIdentity.StartAsync();
        string[] forged =
        [
            service.Identity.UserToken(Guid.CreateVersion7(), lifetime: TimeSpan.FromMinutes(-5)),
            stranger.UserToken(Guid.CreateVersion7()),
            $"{header}.{Base64UrlEncoder.Encode(Base64UrlEncoder.Decode(payload).Replace("\"user\"", "\"admin\""))}.{signature}",
            $"{Encode("""{"alg":"none","typ":"JWT"}""")}.{payload}.",
            $"{Encode("""{"alg":"NoNe","typ":"JWT"}""")}.{payload}.",
            $"{Encode("""{"alg":"HS256","typ":"JWT"}""")}.{payload}.{signature}",
            $"{header}.{payload}.",
            $"{header}.{payload}",
            "not a token",
            new string('a', 5_000),
        ];

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(service, Route, good));
        foreach (var token in forged)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(service, Route, token));
        }
    }

    [Fact]
    public async Task While_the_keys_can_not_be_read_nobody_is_sent_to_sign_in()
    {
        await using var service = await NotesService.StartAsync(infrastructure);
        var good = service.Identity.UserToken(Guid.CreateVersion7());

        service.Identity.KeysAreAway = true;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(service, Route, good));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(service, Route, good));

        service.Identity.KeysAreAway = false;
        await Eventually.BeTrueAsync(async () => await StatusAsync(service, Route, good) == HttpStatusCode.OK, "the keys", TimeSpan.FromSeconds(4));
        service.Identity.KeysAreAway = true;
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(service, Route, service.Identity.UserToken(Guid.CreateVersion7())));
    }

    [Fact]
    public async Task A_service_does_not_start_without_its_secret()
    {
        var settings = await infrastructure.CreateSettingsAsync("notesdb");
        settings["ServiceAuth:ClientSecret"] = "";

        var fault = await Assert.ThrowsAnyAsync<Exception>(() => NotesService.StartAsync(
            infrastructure, settings, builder => builder.AddServiceClient<ServiceClientTests.PeerClient>("identity")));
        Assert.Contains("ClientSecret", fault.ToString());
    }

    private static string Encode(string json) => Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(json));

    private static async Task<HttpStatusCode> StatusAsync(NotesService service, string route, string token)
    {
        using var client = service.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, route);
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }
}
