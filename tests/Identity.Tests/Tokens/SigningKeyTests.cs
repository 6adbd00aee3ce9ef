using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using SwipeReview.Identity.Tests.Support;
using SwipeReview.Identity.Tokens;
using SwipeReview.Testing;

namespace SwipeReview.Identity.Tests.Tokens;

/// <summary>Each test moves the clock far ahead, so each has a host and a database of its own.</summary>
public sealed class SigningKeyTests(SwipeReview.Testing.Infrastructure infrastructure) : IAsyncLifetime
{
    private readonly IdentityApp app = new(infrastructure);

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task The_public_keys_are_published_and_nothing_private_with_them()
    {
        using var answer = await app.Client().GetAsync("/.well-known/jwks.json");

        var key = Assert.Single((await answer.ShouldBeAsync<JsonElement>(HttpStatusCode.OK)).GetProperty("keys").EnumerateArray());
        Assert.Equal(["alg", "crv", "kid", "kty", "use", "x", "y"], key.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Equal("ES256", key.GetProperty("alg").GetString());
        Assert.Equal(TimeSpan.FromMinutes(5), answer.Headers.CacheControl!.MaxAge);
    }

    [Fact]
    public async Task The_private_part_is_stored_encrypted()
    {
        var sealedBytes = (byte[])(await app.QueryAsync("select encrypted_private from signing_keys"))!;

        Assert.ThrowsAny<Exception>(() =>
        {
            using var pair = System.Security.Cryptography.ECDsa.Create();
            pair.ImportPkcs8PrivateKey(sealedBytes.AsSpan(28), out _);
        });
    }

    [Fact]
    public async Task A_key_is_published_before_it_signs_and_keeps_its_private_part_as_long_as_its_tokens_live()
    {
        var client = app.Client();
        var account = await client.NewAccountAsync();
        var first = KeyOf(await client.SignInAsync(account));

        await PassAsync(TimeSpan.FromDays(30) - TimeSpan.FromMinutes(59));
        var published = await PublishedAsync(client);
        Assert.Equal(2, published.Length);
        Assert.Equal(first, KeyOf(await client.SignInAsync(account)));

        await PassAsync(TimeSpan.FromMinutes(61)); // a key that comes late still waits its hour
        var last = await client.SignInAsync(account);
        var second = KeyOf(last);
        Assert.NotEqual(first, second);
        Assert.Contains(second, published);
        Assert.Equal(2, (await PublishedAsync(client)).Length);

        await PassAsync(TimeSpan.FromMinutes(14));
        Assert.Equal(2, (await PublishedAsync(client)).Length);
        using var me = await app.As(last).GetAsync("/api/v1/users/me");
        Assert.Equal(HttpStatusCode.OK, me.StatusCode);

        Assert.All(await KeysAsync(client), key => Assert.False(key.TryGetProperty("exp", out _)));
        await PassAsync(TimeSpan.FromMinutes(7));
        Assert.Equal([first, second], await PublishedAsync(client));
        var retired = (await KeysAsync(client))[0];
        Assert.Equal(app.Clock.GetUtcNow().ToUnixTimeSeconds(), retired.GetProperty("exp").GetInt64(), 30d);
        Assert.Equal(new byte[28], await app.QueryAsync("select encrypted_private from signing_keys where id = $1", first));
        await PassAsync(TimeSpan.FromDays(300));
        Assert.Equal(first, (await PublishedAsync(client))[0]);
    }

    [Fact]
    public async Task A_key_that_was_retired_makes_no_token_though_somebody_kept_a_copy()
    {
        var client = app.Client();
        var kept = (Microsoft.IdentityModel.Tokens.ECDsaSecurityKey)app.Service<KeyRing>().Current.Key;
        var account = await client.NewAccountAsync();
        using var before = await app.As(Forge(kept, account)).GetAsync("/api/v1/users/me");
        await PassAsync(TimeSpan.FromDays(30));
        await PassAsync(TimeSpan.FromMinutes(61));
        await PassAsync(TimeSpan.FromMinutes(21));

        using var after = await app.As(Forge(kept, account)).GetAsync("/api/v1/users/me");

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        await after.ShouldFailAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
    }

    [Fact]
    public async Task Instances_that_start_and_look_at_once_agree_on_one_key()
    {
        var others = Enumerable.Range(0, 3).Select(_ => app.Start()).ToArray();
        app.Clock.Advance(TimeSpan.FromDays(29.99));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => app.Service<KeyRing>().RefreshAsync(CancellationToken.None)));

        Assert.Equal(2L, await app.QueryAsync("select count(*) from signing_keys"));
        Assert.All(await Task.WhenAll(others.Select(PublishedAsync)), keys => Assert.Single(keys.Distinct(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task A_token_of_one_instance_is_good_at_another()
    {
        var other = app.Start();
        var session = await app.Client().NewSessionAsync();
        other.DefaultRequestHeaders.Add("Authorization", $"Bearer {session.AccessToken}");

        using var me = await other.GetAsync("/api/v1/users/me");

        Assert.Equal(HttpStatusCode.OK, me.StatusCode);
    }

    [Fact]
    public async Task Another_encryption_key_makes_a_new_signing_key_and_leaves_old_tokens_good()
    {
        var session = await app.Client().NewSessionAsync();
        var other = app.Start(("Identity:Keys:EncryptionKey", "another-encryption-key-that-only-tests-know"));

        Assert.NotEqual(KeyOf(session), KeyOf(await other.NewSessionAsync()));
        Assert.Equal(2, (await PublishedAsync(other)).Length);
        other.DefaultRequestHeaders.Add("Authorization", $"Bearer {session.AccessToken}");
        using var me = await other.GetAsync("/api/v1/users/me");
        Assert.Equal(HttpStatusCode.OK, me.StatusCode);
    }

    private async Task PassAsync(TimeSpan time)
    {
        app.Clock.Advance(time);
        await app.Service<KeyRing>().RefreshAsync(CancellationToken.None);
    }

    private string Forge(Microsoft.IdentityModel.Tokens.ECDsaSecurityKey key, Account account)
    {
        var now = app.Clock.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new Microsoft.IdentityModel.Tokens.SecurityTokenDescriptor
        {
            Issuer = "swipereview",
            Audience = "swipereview",
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddMinutes(15),
            Claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["sub"] = account.Id.ToString(), ["role"] = "user" },
            SigningCredentials = new(key, "ES256"),
        });
    }

    private static async Task<JsonElement[]> KeysAsync(HttpClient client) =>
        [.. (await client.GetFromJsonAsync<JsonElement>("/.well-known/jwks.json")).GetProperty("keys").EnumerateArray()];

    private static string KeyOf(SessionAnswer session) => new JsonWebToken(session.AccessToken).Kid;

    private static async Task<string[]> PublishedAsync(HttpClient client) =>
        [.. (await KeysAsync(client)).Select(key => key.GetProperty("kid").GetString()!)];
}
