using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using SwipeReview.Identity.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.Identity.Tests.Tokens;

public sealed class ServiceTokenTests(IdentityApp app) : IClassFixture<IdentityApp>
{
    [Fact]
    public async Task A_service_gets_a_token_for_ten_minutes_that_opens_no_persons_route()
    {
        using var answer = await AskAsync("storage", IdentityApp.ServiceSecret);

        var token = await answer.ShouldBeAsync<JsonElement>(HttpStatusCode.OK);
        Assert.Equal(600, token.GetProperty("expiresIn").GetInt32());
        var parsed = new JsonWebToken(token.GetProperty("accessToken").GetString());
        Assert.Equal("service:storage", parsed.Subject);
        Assert.Equal("swipereview", parsed.Issuer);
        Assert.Equal(["swipereview-internal"], parsed.Audiences);
        Assert.Equal("ES256", parsed.Alg);
        Assert.Equal(TimeSpan.FromMinutes(10), parsed.ValidTo - parsed.ValidFrom);
        using var me = await app.As(parsed.EncodedToken).GetAsync("/api/v1/users/me");
        await me.ShouldFailAsync(HttpStatusCode.Forbidden, "FORBIDDEN");
    }

    [Theory]
    [InlineData("storage", "another-secret-altogether")]
    [InlineData("storage", "")]
    [InlineData("nobody", IdentityApp.ServiceSecret)]
    [InlineData("", "")]
    public async Task A_wrong_name_or_secret_gets_none(string client, string secret)
    {
        using var answer = await AskAsync(client, secret);

        await answer.ShouldFailAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
    }

    [Fact]
    public async Task Internal_routes_are_in_no_public_document()
    {
        var document = await app.Client().GetFromJsonAsync<JsonElement>("/openapi/v1.json");

        var paths = document.GetProperty("paths").EnumerateObject().Select(path => path.Name).Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "/.well-known/jwks.json", "/api/v1/admin/queues/identity/dead-letters", "/api/v1/admin/queues/identity/dead-letters/{id}/replay",
                "/api/v1/api-keys", "/api/v1/api-keys/{id}",
                "/api/v1/auth/login", "/api/v1/auth/logout", "/api/v1/auth/password/forgot", "/api/v1/auth/password/reset",
                "/api/v1/auth/refresh", "/api/v1/auth/register",
                "/api/v1/users/me", "/api/v1/users/me/password", "/api/v1/users/me/preferences",
                "/api/v1/users/me/sessions", "/api/v1/users/me/sessions/{id}",
            ],
            paths);
        var schemas = document.GetProperty("components").GetProperty("schemas").EnumerateObject().Select(schema => schema.Name).ToArray();
        Assert.Contains("RegisterRequest", schemas);
        Assert.Contains("LoginRequest", schemas);
    }

    private Task<HttpResponseMessage> AskAsync(string clientId, string clientSecret) =>
        app.Client().PostAsJsonAsync("/internal/tokens", new { clientId, clientSecret });
}
