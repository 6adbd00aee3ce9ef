using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using SwipeReview.Delivery.Receipts;
using SwipeReview.Delivery.Tests.Support;
using SwipeReview.Documents;
using SwipeReview.Testing;

namespace SwipeReview.Delivery.Tests.Receipts;

/// <summary>Anybody may send anything: each ends soon, in a check that fails or in the error envelope, and never in a 500.</summary>
public sealed class HostileReceiptTests(DeliveryApp app) : IClassFixture<DeliveryApp>
{
    private readonly Guid user = Guid.CreateVersion7();

    public static TheoryData<string> NoReceipts =>
    [
        "{}", "[]", "null", "7", "\"receipt\"", "{", "nonsense", "\ufeff{}", "{\"receipt\":{}}", "{\"jws\":\"a.b.c\"}", "{\"receipt\":{},\"jws\":\"a.b.c\"}",
        "{\"receipt\":{},\"jws\":7}", "{\"receipt\":[],\"jws\":\"a.b.c\"}", "{\"receipt\":null,\"jws\":null}", "{\"receipt\":{},\"jws\":\"\"}", "{\"receipt\":{},\"jws\":\"..\"}",
        "{\"receipt\":{},\"receipt\":{},\"jws\":\"a.b.c\"}", "{\"receipt\":{},\"jws\":\"a.b.c\",\"note\":1}", "{\"receipt\":{},\"jws\":\"a.b.c\"}{}",
        "{\"receipt\":{},\"jws\":\"\\u0061.b.c\"}", "{\"receipt\":{},\"jws\":\"bnVsbA.bnVsbA.bnVsbA\"}", "{\"receipt\":{},\"jws\":\"W10.W10.W10\"}",
    ];

    [Theory]
    [MemberData(nameof(NoReceipts))]
    public async Task What_is_no_receipt_is_said_so(string file)
    {
        var answer = await app.Anonymous().VerifyAsync(Encoding.UTF8.GetBytes(file), "a"u8.ToArray(), "b"u8.ToArray());

        Assert.Equal(["envelope"], answer.Failing);
        Assert.False(answer.Valid);
        Assert.Equal(9, answer.Checks.Count);
    }

    [Fact]
    public async Task Depth_and_size_end_soon()
    {
        var deep = Encoding.UTF8.GetBytes($"{{\"receipt\":{string.Concat(Enumerable.Repeat("{\"a\":", 1_000_000))}");
        var deepHeader = Encoding.UTF8.GetBytes($"{{\"receipt\":{{}},\"jws\":\"{System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(new string('[', 700)))}.YQ.YQ\"}}");
        var large = Encoding.UTF8.GetBytes($"{{\"receipt\":{{\"parts\":[{string.Join(',', Enumerable.Repeat("1", 15_000_000))}]}},\"jws\":\"a.b.c\"}}");
        var waited = Stopwatch.StartNew();

        foreach (var file in (byte[][])[deep, deepHeader, large])
        {
            Assert.Equal(["envelope"], (await app.Anonymous().VerifyAsync(file)).Failing);
        }

        Assert.InRange(waited.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData("""{"product":"SwipeReview","version":1}""")]
    [InlineData("""{"product":7,"version":"one"}""")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"product":"SwipeReview","version":1,"product":"SwipeReview"}""")]
    public async Task What_was_signed_and_is_no_receipt_is_said_so(string payload)
    {
        var answer = await app.Anonymous().VerifyAsync(app.Signed(Encoding.UTF8.GetBytes(payload)));

        Assert.Contains("envelope", answer.Failing);
        Assert.False(answer.Valid);
    }

    [Theory]
    [InlineData("parts", "[null]")]
    [InlineData("parts", "null")]
    [InlineData("parts", """[{"name":"","sha256Before":"","sha256After":"","splices":[null]}]""")]
    [InlineData("parts", """[{"name":"","sha256Before":"","sha256After":"","splices":[{"start":-1,"length":-1,"changes":null}]}]""")]
    [InlineData("changes", "[null]")]
    [InlineData("changes", "{}")]
    [InlineData("issuedAt", "\"yesterday\"")]
    [InlineData("jobId", "7")]
    [InlineData("version", "1e999")]
    [InlineData("input", "null")]
    [InlineData("output", """{"sha256":"","size":9999999999999999999,"contentType":"","format":"clean"}""")]
    [InlineData("output", """{"sha256":"","size":1,"contentType":"","format":"report"}""")]
    public async Task Wrong_types_fail_a_check(string member, string value)
    {
        var delivered = await app.DeliverAsync(user, app.AddJob(user));
        var content = delivered.Content;
        content[member] = JsonNode.Parse(value);

        var answer = await app.Anonymous().VerifyAsync(app.Signed(content), delivered.Original, delivered.Output);

        Assert.False(answer.Valid);
        Assert.NotEmpty(answer.Failing);
    }

    [Fact]
    public async Task Hundreds_of_thousands_of_splices_and_changes_end_soon()
    {
        var delivered = await app.DeliverAsync(user, app.AddJob(user));
        var (splices, changes) = (delivered.Content, delivered.Content);
        splices["parts"]![0]!["splices"] = new JsonArray([.. Enumerable.Range(0, 200_000).Select(n => JsonNode.Parse($$"""{"start":{{n}},"length":0,"changes":[],"text":"a"}"""))]);
        changes["changes"] = new JsonArray([.. Enumerable.Range(0, 60_000).Select(_ => changes["changes"]![0]!.DeepClone())]);
        var waited = Stopwatch.StartNew();

        Assert.Contains("splices", (await app.Anonymous().VerifyAsync(app.Signed(splices), delivered.Original, delivered.Output)).Failing);
        Assert.Contains("changes", (await app.Anonymous().VerifyAsync(app.Signed(changes), delivered.Original, delivered.Output)).Failing);
        Assert.InRange(waited.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Hostile_documents_fail_the_check_of_the_original()
    {
        var delivered = await app.DeliverAsync(user, app.AddJob(user, "letter.docx", FileTypes.Docx, WordFile.Of("We recieve letters."), [("recieve", "receive")]));
        var bomb = delivered.Content;
        var garbage = new byte[] { (byte)'P', (byte)'K', 3, 4, 0, 0, 0, 0 };
        bomb["input"]!["sha256"] = Neighbours.Hash(garbage);
        bomb["input"]!["size"] = garbage.Length;

        var answer = await app.Anonymous().VerifyAsync(app.Signed(bomb), garbage, garbage);

        Assert.Equal(["changes", "output"], answer.Failing);
    }

    [Fact]
    public async Task Forms_that_are_none_get_the_envelope()
    {
        var client = app.Anonymous();
        using var nothing = await client.PostAsync("/api/v1/receipts/verify", content: null);
        using var text = await client.PostAsync("/api/v1/receipts/verify", new StringContent("{}"));
        using var noReceipt = await client.PostAsync("/api/v1/receipts/verify", new MultipartFormDataContent { { new ByteArrayContent([1]), "original", "a" } });
        using var empty = await client.PostVerifyAsync([]);
        using var twice = await client.PostAsync("/api/v1/receipts/verify", new MultipartFormDataContent
        {
            { new ByteArrayContent("{}"u8.ToArray()), "receipt", "a" }, { new ByteArrayContent("{}"u8.ToArray()), "receipt", "b" },
        });
        using var cut = await client.PostAsync("/api/v1/receipts/verify", Body("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"receipt\"; filename=\"a\"\r\n\r\n{"));
        using var noBoundary = await client.PostAsync("/api/v1/receipts/verify", Body("multipart/form-data", "--b--"));

        foreach (var answer in (HttpResponseMessage[])[noReceipt, empty, twice, cut, noBoundary])
        {
            await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        }

        Assert.All([nothing, text], answer => Assert.InRange((int)answer.StatusCode, 400, 415));
        using var get = await client.GetAsync("/api/v1/receipts/verify");
        await get.ShouldFailAsync(HttpStatusCode.MethodNotAllowed, "METHOD_NOT_ALLOWED");
    }

    [Fact]
    public async Task A_receipt_over_the_limit_is_refused()
    {
        using var answer = await app.Anonymous().PostVerifyAsync(new byte[ReceiptFile.Largest + 1]);

        await answer.ShouldFailAsync(HttpStatusCode.RequestEntityTooLarge, "PAYLOAD_TOO_LARGE");
    }

    private static ByteArrayContent Body(string type, string text)
    {
        var body = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        body.Headers.TryAddWithoutValidation("Content-Type", type);
        return body;
    }
}
