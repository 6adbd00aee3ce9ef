using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SwipeReview.Identity.Tests.Support;
using SwipeReview.Identity.Tokens;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.Testing;

namespace SwipeReview.Identity.Tests.Tokens;

public sealed class SignReceiptTests(SwipeReview.Testing.Infrastructure infrastructure) : IAsyncLifetime
{
    private readonly IdentityApp app = new(infrastructure);

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(49_152)]
    [InlineData(100_001)]
    public async Task What_delivery_sends_is_signed_as_a_receipt_with_a_published_key(int length)
    {
        var payload = RandomNumberGenerator.GetBytes(length);

        var jws = await SignAsync(payload);

        var header = JsonDocument.Parse(Base64Url.DecodeFromChars(jws.Split('.')[0])).RootElement;
        Assert.Equal(("ES256", TokenNames.ReceiptType), (header.GetProperty("alg").GetString(), header.GetProperty("typ").GetString()));
        Assert.True(await VerifiesAsync(jws));
        Assert.Equal(payload, Base64Url.DecodeFromChars(jws.Split('.')[1]));
    }

    [Fact]
    public async Task A_receipt_verifies_years_and_many_keys_later()
    {
        var jws = await SignAsync("a receipt"u8.ToArray());

        for (var month = 0; month < 30; month++)
        {
            app.Clock.Advance(TimeSpan.FromDays(31));
            await app.Service<KeyRing>().RefreshAsync(CancellationToken.None);
        }

        Assert.True(await VerifiesAsync(jws));
        Assert.NotEqual(jws.Split('.')[0], (await SignAsync("another"u8.ToArray())).Split('.')[0]);
    }

    [Theory]
    [InlineData("swipereview")]
    [InlineData("swipereview-internal")]
    public async Task A_receipt_that_reads_like_a_token_is_none(string audience)
    {
        var account = await app.Client().NewAccountAsync();
        var now = app.Clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = JsonSerializer.SerializeToUtf8Bytes(new
        {
            iss = "swipereview", aud = audience, sub = account.Id.ToString(), role = "user", iat = now, nbf = now, exp = now + 900,
        });

        var jws = await SignAsync(claims);

        using var asPerson = await app.As(jws).GetAsync("/api/v1/users/me");
        using var asService = await app.As(jws).GetAsync($"/internal/users/{account.Id}");
        await asPerson.ShouldFailAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
        await asService.ShouldFailAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
    }

    [Fact]
    public async Task Nobody_but_delivery_may_ask_for_one()
    {
        var session = await app.Client().NewSessionAsync();

        using var asStorage = await PostAsync(app.As(app.Service<TokenIssuer>().ForService("storage")), [1]);
        using var asPerson = await PostAsync(app.As(session), [1]);
        using var asNobody = await PostAsync(app.Client(), [1]);

        await asStorage.ShouldFailAsync(HttpStatusCode.Forbidden, "FORBIDDEN");
        await asPerson.ShouldFailAsync(HttpStatusCode.Forbidden, "FORBIDDEN");
        await asNobody.ShouldFailAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
    }

    [Fact]
    public async Task A_payload_over_the_limit_is_refused()
    {
        var client = AsDelivery();
        client.DefaultRequestHeaders.ExpectContinue = true; // the refusal comes before the bytes go
        using var answer = await PostAsync(client, new byte[SignReceipt.LargestPayload + 1]);

        await answer.ShouldFailAsync(HttpStatusCode.RequestEntityTooLarge, "PAYLOAD_TOO_LARGE");
    }

    private HttpClient AsDelivery() => app.As(app.Service<TokenIssuer>().ForService("delivery"));

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, byte[] payload) =>
        client.PostAsync("/internal/signatures/receipt", new ByteArrayContent(payload));

    private async Task<string> SignAsync(byte[] payload)
    {
        using var answer = await PostAsync(AsDelivery(), payload);
        var detached = (await answer.ShouldBeAsync<JsonElement>(HttpStatusCode.OK)).GetProperty("jws").GetString()!;
        return detached.Replace("..", $".{Base64Url.EncodeToString(payload)}.", StringComparison.Ordinal);
    }

    private async Task<bool> VerifiesAsync(string jws)
    {
        var parts = jws.Split('.');
        var keyId = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0])).RootElement.GetProperty("kid").GetString();
        var set = await app.Client().GetFromJsonAsync<PublishedKeySet>("/.well-known/jwks.json");
        using var key = set!.Keys.Single(one => one.Kid == keyId).Open();
        return key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256);
    }
}
