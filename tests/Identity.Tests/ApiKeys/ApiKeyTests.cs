using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SwipeReview.Identity.Tests.Support;
using SwipeReview.Identity.Tokens;
using SwipeReview.Testing;

namespace SwipeReview.Identity.Tests.ApiKeys;

public sealed class ApiKeyTests(IdentityApp app) : IClassFixture<IdentityApp>
{
    private const string Path = "/api/v1/api-keys";

    private readonly HttpClient client = app.Client();

    private sealed record Created(Guid Id, string Name, string Prefix, string Key, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt);

    [Fact]
    public async Task A_key_is_shown_once_and_listed_by_its_beginning()
    {
        using var me = app.As(await client.NewSessionAsync());

        var made = await CreateAsync(me, " Our shop ");
        var text = await me.GetStringAsync(Path);

        Assert.Equal("Our shop", made.Name);
        Assert.StartsWith("sk_", made.Key, StringComparison.Ordinal);
        Assert.StartsWith(made.Prefix, made.Key, StringComparison.Ordinal);
        Assert.DoesNotContain(made.Key, text, StringComparison.Ordinal);
        var listed = Assert.Single(JsonElement.Parse(text).GetProperty("items").EnumerateArray());
        Assert.Equal(made.Id, listed.GetProperty("id").GetGuid());
        Assert.Equal(made.Prefix, listed.GetProperty("prefix").GetString());
        Assert.Equal(JsonValueKind.Null, listed.GetProperty("lastUsedAt").ValueKind);
        Assert.Equal(0L, await app.QueryAsync("select count(*) from api_keys where row_to_json(api_keys)::text like '%' || $1 || '%'", made.Key[9..]));
    }

    [Fact]
    public async Task Its_token_acts_as_the_person_and_the_use_is_noted()
    {
        var account = await client.NewAccountAsync();
        using var me = app.As(await client.SignInAsync(account));
        var made = await CreateAsync(me);

        using var byKey = app.As(await TokenOfAsync(made.Key));
        using var profile = await byKey.GetAsync("/api/v1/users/me");

        Assert.Equal(account.Id, (await profile.ShouldBeAsync<UserAnswer>(HttpStatusCode.OK)).Id);
        var listed = Assert.Single((await me.GetFromJsonAsync<JsonElement>(Path)).GetProperty("items").EnumerateArray());
        Assert.Equal(JsonValueKind.String, listed.GetProperty("lastUsedAt").ValueKind);
    }

    [Theory]
    [InlineData("POST", "/api/v1/users/me/password", """{"current":"a fine passphrase","new":"another fine passphrase"}""")]
    [InlineData("GET", "/api/v1/users/me/sessions", null)]
    [InlineData("DELETE", "/api/v1/users/me/sessions", null)]
    [InlineData("GET", "/api/v1/api-keys", null)]
    [InlineData("POST", "/api/v1/api-keys", """{"name":"one more"}""")]
    [InlineData("DELETE", "/api/v1/users/me", null)]
    public async Task The_account_itself_is_closed_to_keys(string method, string path, string? body)
    {
        var made = await CreateAsync(app.As(await client.NewSessionAsync()));
        using var byKey = app.As(await TokenOfAsync(made.Key));
        using var request = new HttpRequestMessage(new HttpMethod(method), path)
        {
            Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        };

        using var answer = await byKey.SendAsync(request);

        await answer.ShouldFailAsync(HttpStatusCode.Forbidden, "FORBIDDEN");
    }

    [Fact]
    public async Task A_key_of_an_admin_is_none()
    {
        var account = await client.NewAccountAsync();
        await app.QueryAsync("update users set role = 'admin' where id = $1 returning 1", account.Id);
        var made = await CreateAsync(app.As(await client.SignInAsync(account)));

        var token = await TokenOfAsync(made.Key);

        var claims = JsonElement.Parse(Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Decode(token.Split('.')[1]));
        Assert.Equal("user", claims.GetProperty("role").GetString());
        Assert.False(claims.TryGetProperty("sid", out _));
    }

    [Fact]
    public async Task Revoked_expired_unknown_and_erased_peoples_keys_are_not_found()
    {
        using var me = app.As(await client.NewSessionAsync());
        var (revoked, expiring, kept) = (await CreateAsync(me), await CreateAsync(me, expiresAt: app.Clock.GetUtcNow().AddMinutes(5)), await CreateAsync(me));

        using var revoke = await me.DeleteAsync($"{Path}/{revoked.Id}");
        Assert.Equal(HttpStatusCode.NoContent, revoke.StatusCode);
        await ShouldNotOpenAsync(revoked.Key);
        await ShouldNotOpenAsync("sk_nothing-like-a-key");
        await TokenOfAsync(expiring.Key);
        using (app.Clock.Later(TimeSpan.FromMinutes(5)))
        {
            await ShouldNotOpenAsync(expiring.Key);
        }

        using var erased = await me.DeleteAsync("/api/v1/users/me");
        await ShouldNotOpenAsync(kept.Key);
    }

    [Fact]
    public async Task A_strangers_key_is_not_found()
    {
        var made = await CreateAsync(app.As(await client.NewSessionAsync()));

        using var answer = await app.As(await client.NewSessionAsync()).DeleteAsync($"{Path}/{made.Id}");

        await answer.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        await TokenOfAsync(made.Key);
    }

    [Fact]
    public async Task A_person_has_twenty_keys_at_most_however_fast_they_ask()
    {
        using var me = app.As(await client.NewSessionAsync());

        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(n => me.PostAsJsonAsync(Path, new { name = $"key {n}" })));

        Assert.Equal(20, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
        Assert.Equal(4, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
    }

    [Theory]
    [InlineData("", null, "name")]
    [InlineData("  ", null, "name")]
    [InlineData("a\u0007b", null, "name")]
    [InlineData("fine", "2020-01-01T00:00:00Z", "expiresAt")]
    public async Task What_makes_no_sense_is_refused(string name, string? expiresAt, string field)
    {
        using var answer = await app.As(await client.NewSessionAsync()).PostAsJsonAsync(Path, new { name, expiresAt });

        var error = await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        Assert.Equal(field, error.GetProperty("details").GetProperty("field").GetString());
    }

    [Fact]
    public async Task Only_a_service_may_exchange_a_key()
    {
        using var me = app.As(await client.NewSessionAsync());
        var made = await CreateAsync(me);

        using var asPerson = await me.PostAsJsonAsync("/internal/api-keys/exchange", new { key = made.Key });
        using var asNobody = await client.PostAsJsonAsync("/internal/api-keys/exchange", new { key = made.Key });

        await asPerson.ShouldFailAsync(HttpStatusCode.Forbidden, "FORBIDDEN");
        await asNobody.ShouldFailAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
    }

    private static async Task<Created> CreateAsync(HttpClient me, string name = "a key", DateTimeOffset? expiresAt = null)
    {
        using var answer = await me.PostAsJsonAsync(Path, new { name, expiresAt });
        return await answer.ShouldBeAsync<Created>(HttpStatusCode.Created);
    }

    private async Task<string> TokenOfAsync(string key)
    {
        using var answer = await AsGateway().PostAsJsonAsync("/internal/api-keys/exchange", new { key });
        return (await answer.ShouldBeAsync<JsonElement>(HttpStatusCode.OK)).GetProperty("accessToken").GetString()!;
    }

    private async Task ShouldNotOpenAsync(string key)
    {
        using var answer = await AsGateway().PostAsJsonAsync("/internal/api-keys/exchange", new { key });
        await answer.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    private HttpClient AsGateway() => app.As(app.Service<TokenIssuer>().ForService("gateway"));
}
