using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;
using SwipeReview.Identity.Tests.Support;
using SwipeReview.Identity.Tokens;
using SwipeReview.Testing;

namespace SwipeReview.Identity.Tests.Tokens;

public sealed class ForgedTokenTests(IdentityApp app) : IClassFixture<IdentityApp>
{
    private readonly HttpClient client = app.Client();

    [Fact]
    public async Task A_token_that_is_built_by_hand_and_signed_by_our_key_opens_the_door()
    {
        // Without this every test below could be green for a wrong reason.
        using var answer = await TryAsync(Signed(await HeaderAsync(), await PayloadAsync()));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("NONE")]
    [InlineData("nOnE")]
    [InlineData("")]
    public async Task An_unsigned_token_is_refused(string algorithm)
    {
        var header = await HeaderAsync();
        header["alg"] = algorithm;

        await ShouldBeRefusedAsync($"{Encode(header)}.{Encode(await PayloadAsync())}.");
        await ShouldBeRefusedAsync($"{Encode(header)}.{Encode(await PayloadAsync())}");
        await ShouldBeRefusedAsync(Signed(header, await PayloadAsync()));
    }

    [Theory]
    [InlineData("HS256")]
    [InlineData("HS384")]
    [InlineData("HS512")]
    public async Task The_public_key_is_no_shared_secret(string algorithm)
    {
        var header = await HeaderAsync();
        header["alg"] = algorithm;
        var text = $"{Encode(header)}.{Encode(await PayloadAsync())}";
        var key = (await KeysAsync())[0]!;
        using var publicKey = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Base64Url.DecodeFromChars((string)key["x"]!), Y = Base64Url.DecodeFromChars((string)key["y"]!) },
        });
        byte[][] secrets = [publicKey.ExportSubjectPublicKeyInfo(), Encoding.UTF8.GetBytes(publicKey.ExportSubjectPublicKeyInfoPem()), Encoding.UTF8.GetBytes(key.ToJsonString()), []];

        foreach (var secret in secrets)
        {
            var mac = algorithm switch
            {
                "HS256" => HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(text)),
                "HS384" => HMACSHA384.HashData(secret, Encoding.UTF8.GetBytes(text)),
                _ => HMACSHA512.HashData(secret, Encoding.UTF8.GetBytes(text)),
            };
            await ShouldBeRefusedAsync($"{text}.{Base64Url.EncodeToString(mac)}");
        }
    }

    [Theory]
    [InlineData("../../../dev/null")]
    [InlineData("/dev/null")]
    [InlineData("' or '1'='1")]
    [InlineData("x' union select 'key' --")]
    [InlineData("http://127.0.0.1:1/key")]
    [InlineData("")]
    [InlineData("\0")]
    public async Task A_key_id_is_only_a_name(string keyId)
    {
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var header = await HeaderAsync();
        header["kid"] = keyId;

        await ShouldBeRefusedAsync(SignedBy(own, header, await PayloadAsync()));
        await ShouldBeRefusedAsync(Signed(header, await PayloadAsync()));
    }

    [Fact]
    public async Task A_key_id_that_is_no_text_is_refused()
    {
        foreach (var keyId in (JsonNode?[])[null, 7, true, new JsonArray("a"), new JsonObject { ["a"] = 1 }])
        {
            var header = await HeaderAsync();
            header["kid"] = keyId;
            await ShouldBeRefusedAsync(Signed(header, await PayloadAsync()));
        }
    }

    [Fact]
    public async Task Keys_that_a_token_brings_along_are_not_used()
    {
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = own.ExportParameters(includePrivateParameters: false).Q;
        var jwk = new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64Url.EncodeToString(point.X), ["y"] = Base64Url.EncodeToString(point.Y), ["kid"] = "own" };
        foreach (var (name, value) in ((string, JsonNode)[])
        [
            ("jwk", jwk), ("jku", "http://127.0.0.1:1/jwks.json"), ("x5u", "http://127.0.0.1:1/cert.pem"), ("x5c", new JsonArray("MIIB")), ("x5t", "own"),
        ])
        {
            foreach (var keyId in (string[])["own", (string)(await KeysAsync())[0]!["kid"]!])
            {
                var header = await HeaderAsync();
                header["kid"] = keyId;
                header[name] = value.DeepClone();
                await ShouldBeRefusedAsync(SignedBy(own, header, await PayloadAsync()));
            }
        }
    }

    [Fact]
    public async Task Rules_that_we_do_not_know_are_refused()
    {
        foreach (var critical in (JsonNode[])[new JsonArray("exp"), new JsonArray("b64"), new JsonArray(), "exp"])
        {
            var header = await HeaderAsync();
            header["crit"] = critical;
            await ShouldBeRefusedAsync(Signed(header, await PayloadAsync()));
        }
    }

    [Theory]
    [InlineData("iss", "\"somebody-else\"")]
    [InlineData("iss", "null")]
    [InlineData("aud", "\"somebody-else\"")]
    [InlineData("aud", "[\"swipereview\",\"swipereview-internal\"]")]
    [InlineData("aud", "[]")]
    [InlineData("aud", "null")]
    [InlineData("exp", "1")]
    [InlineData("exp", "-1")]
    [InlineData("exp", "null")]
    [InlineData("exp", "\"tomorrow\"")]
    [InlineData("nbf", "99999999999")]
    public async Task Wrong_claims_are_refused_even_when_our_key_signed_them(string claim, string value)
    {
        var payload = await PayloadAsync();
        payload[claim] = JsonNode.Parse(value);

        await ShouldBeRefusedAsync(Signed(await HeaderAsync(), payload));
    }

    [Theory]
    [InlineData("iss")]
    [InlineData("aud")]
    [InlineData("exp")]
    public async Task Missing_claims_are_refused(string claim)
    {
        var payload = await PayloadAsync();
        payload.Remove(claim);

        await ShouldBeRefusedAsync(Signed(await HeaderAsync(), payload));
    }

    [Fact]
    public async Task A_token_is_refused_once_it_has_expired_though_it_was_seen_before()
    {
        var session = await client.NewSessionAsync();
        using var before = await TryAsync(session.AccessToken);
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);

        app.Clock.Advance(TimeSpan.FromMinutes(16));

        await ShouldBeRefusedAsync(session.AccessToken);
    }

    [Fact]
    public async Task A_token_with_any_character_changed_is_refused()
    {
        var token = (await client.NewSessionAsync()).AccessToken;
        var signature = token.LastIndexOf('.') + 1;
        for (var at = 0; at < token.Length - 1; at += 7)
        {
            var changed = new StringBuilder(token) { [at] = token[at] == 'A' ? 'B' : 'A' }.ToString();
            await ShouldBeRefusedAsync(changed);
        }

        await ShouldBeRefusedAsync(token[..signature] + Base64Url.EncodeToString(new byte[64])); // r = s = 0
        await ShouldBeRefusedAsync(token[..signature]);
        await ShouldBeRefusedAsync(token + "AAAA");
        await ShouldBeRefusedAsync(token + "." + token);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("....")]
    [InlineData("a.b.c")]
    [InlineData("a.b.c.d.e")]
    [InlineData("bnVsbA.bnVsbA.bnVsbA")]
    [InlineData("W10.W10.W10")]
    [InlineData("e30.e30.e30")]
    [InlineData("eyJhbGciOiJFUzI1NiJ9.e30.e30")]
    [InlineData("eyJhbGciOiJFUzI1NiIsImtpZCI6ImEiLCJlbmMiOiJBMTI4R0NNIn0.a.b.c.d")]
    public async Task What_is_no_token_is_refused(string token) => await ShouldBeRefusedAsync(token);

    [Fact]
    public async Task A_huge_or_deep_token_is_refused()
    {
        await ShouldBeRefusedAsync(new string('a', 8_000));
        var deep = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 250)) + "1" + new string('}', 250)));
        await ShouldBeRefusedAsync($"{Encode(await HeaderAsync())}.{deep}.{Base64Url.EncodeToString(new byte[64])}");
        await ShouldBeRefusedAsync($"{deep}.{deep}.{Base64Url.EncodeToString(new byte[64])}");
    }

    private Task<HttpResponseMessage> TryAsync(string token)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/users/me");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        return client.SendAsync(request);
    }

    private async Task ShouldBeRefusedAsync(string token)
    {
        using var answer = await TryAsync(token);
        await answer.ShouldFailAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
    }

    private async Task<JsonArray> KeysAsync() => (await client.GetFromJsonAsync<JsonObject>("/.well-known/jwks.json"))!["keys"]!.AsArray();

    private async Task<JsonObject> HeaderAsync() => new() { ["alg"] = "ES256", ["typ"] = "JWT", ["kid"] = (string)(await KeysAsync())[0]!["kid"]! };

    private async Task<JsonObject> PayloadAsync()
    {
        var now = app.Clock.GetUtcNow();
        var account = await client.NewAccountAsync();
        return new JsonObject
        {
            ["iss"] = "swipereview",
            ["aud"] = "swipereview",
            ["sub"] = account.Id.ToString(),
            ["role"] = "user",
            ["iat"] = now.ToUnixTimeSeconds(),
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddMinutes(15).ToUnixTimeSeconds(),
        };
    }

    private string Signed(JsonObject header, JsonObject payload) =>
        SignedBy(((ECDsaSecurityKey)app.Service<KeyRing>().Current.Key).ECDsa, header, payload);

    private static string SignedBy(ECDsa key, JsonObject header, JsonObject payload)
    {
        var text = $"{Encode(header)}.{Encode(payload)}";
        return $"{text}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256))}";
    }

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}
