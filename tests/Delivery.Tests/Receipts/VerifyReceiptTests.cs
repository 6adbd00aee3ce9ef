using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using SwipeReview.Delivery.Receipts;
using SwipeReview.Delivery.Tests.Support;
using SwipeReview.Documents;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.Testing;

namespace SwipeReview.Delivery.Tests.Receipts;

public sealed class VerifyReceiptTests(DeliveryApp app) : IClassFixture<DeliveryApp>
{
    private static readonly string[] All = ["envelope", "key", "signature", "original", "changes", "splices", "parts", "output", "differences"];

    private readonly Guid user = Guid.CreateVersion7();

    [Theory]
    [InlineData(FileTypes.PlainText)]
    [InlineData(FileTypes.Markdown)]
    [InlineData(FileTypes.Html)]
    [InlineData(FileTypes.Docx)]
    public async Task All_of_a_receipt_holds_for_its_files(string type)
    {
        var delivered = await DeliverAsync(type);

        var answer = await app.Anonymous().VerifyAsync(delivered.Receipt, delivered.Original, delivered.Output);

        Assert.Equal(All, answer.Checks.Select(check => check.Name));
        Assert.All(answer.Checks, check => Assert.True(check.Holds, $"{check.Name}: {check.Detail}"));
        Assert.True(answer.Valid);
    }

    [Fact]
    public async Task Of_a_pdf_the_output_is_the_marked_copy_of_its_text()
    {
        var original = await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "tests/Documents.Tests/fixtures/libreoffice.pdf"), TestContext.Current.CancellationToken);
        var jobId = app.AddJob(user, "scan.pdf", FileTypes.Pdf, original, [(" the ", " that ")]);
        app.Name(user, "Zoë");

        var redline = await app.As(user).DownloadAsync(jobId, "redline");
        var delivered = await app.DeliverAsync(user, jobId, "redline");
        var answer = await app.Anonymous().VerifyAsync(delivered.Receipt, delivered.Original, delivered.Output);
        var forged = await app.Anonymous().VerifyAsync(delivered.Receipt, delivered.Original, Forge(delivered.Output, 30));

        Assert.Equal(("scan (redline).md", FileTypes.Markdown), (redline.Name, redline.ContentType));
        Assert.Contains("{++", Encoding.UTF8.GetString(delivered.Output), StringComparison.Ordinal);
        Assert.Equal(("redline", "Zoë", "text"), (
            (string?)delivered.Content["output"]!["format"], (string?)delivered.Content["output"]!["author"], (string?)delivered.Content["parts"]![0]!["name"]));
        Assert.All(answer.Checks, check => Assert.True(check.Holds, $"{check.Name}: {check.Detail}"));
        Assert.Equal(["output", "differences"], forged.Failing);
    }

    [Fact]
    public async Task What_a_file_is_missing_for_is_not_looked_at()
    {
        var delivered = await DeliverAsync(FileTypes.Docx);
        var client = app.Anonymous();

        var alone = await client.VerifyAsync(delivered.Receipt);
        var withOriginal = await client.VerifyAsync(delivered.Receipt, original: delivered.Original);
        var withOutput = await client.VerifyAsync(delivered.Receipt, output: delivered.Output);

        Assert.Equal(["envelope", "key", "signature"], Holding(alone));
        Assert.Equal(["envelope", "key", "signature", "original", "changes", "splices", "parts", "output"], Holding(withOriginal));
        Assert.Equal(["envelope", "key", "signature", "output"], Holding(withOutput));
        Assert.All([alone, withOriginal, withOutput], answer =>
        {
            Assert.True(answer.Valid);
            Assert.Equal(All, answer.Checks.Select(check => check.Name));
        });
    }

    [Fact]
    public async Task A_receipt_file_may_be_the_body()
    {
        var delivered = await DeliverAsync(FileTypes.PlainText);

        using var answer = await app.Anonymous().PostAsync("/api/v1/receipts/verify", new ByteArrayContent(delivered.Receipt)
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
        });

        Assert.True((await answer.ShouldBeAsync<VerificationAnswer>(HttpStatusCode.OK)).Valid);
    }

    [Fact]
    public async Task The_document_of_the_api_shows_both_ways_to_send_one()
    {
        var document = JsonNode.Parse(await app.Anonymous().GetStringAsync("/openapi/v1.json"))!;

        var content = document["paths"]!["/api/v1/receipts/verify"]!["post"]!["requestBody"]!["content"]!.AsObject();
        Assert.Equal(["application/json", "multipart/form-data"], content.Select(way => way.Key).Order(StringComparer.Ordinal));
        Assert.NotNull(content["application/json"]!["schema"]!["properties"]!["jws"]);
    }

    [Fact]
    public async Task No_byte_of_a_receipt_can_be_changed_unseen()
    {
        var delivered = await DeliverAsync(FileTypes.PlainText);
        var jwsAt = Encoding.UTF8.GetString(delivered.Receipt).IndexOf("\"jws\"", StringComparison.Ordinal);
        var client = app.Anonymous();

        // Each byte by itself, without HTTP: it is thousands.
        var keys = app.PublishedKeys();
        for (var at = 0; at < delivered.Receipt.Length; at++)
        {
            var forged = Forge(delivered.Receipt, at);
            var (checks, _) = await new SignatureChecks(keys).MakeAsync(forged, TestContext.Current.CancellationToken);
            Assert.True(checks.Any(check => check.Holds == false), $"byte {at}");
        }

        var shown = await client.VerifyAsync(Forge(delivered.Receipt, 40), delivered.Original, delivered.Output);
        var signed = await client.VerifyAsync(ForgeLetter(delivered.Receipt, delivered.Receipt.Length - 10), delivered.Original, delivered.Output);
        var payload = await client.VerifyAsync(ForgeLetter(delivered.Receipt, jwsAt + 300), delivered.Original, delivered.Output);

        Assert.Equal(["envelope"], shown.Failing);
        Assert.Equal(["signature"], signed.Failing);
        Assert.Contains("signature", payload.Failing);
        Assert.False(shown.Valid || signed.Valid || payload.Valid);
        Assert.Null(signed["original"]);
    }

    [Theory]
    [InlineData(FileTypes.PlainText, 1)]
    [InlineData(FileTypes.Docx, 997)]
    public async Task No_byte_of_the_files_can_be_changed_unseen(string type, int step)
    {
        var delivered = await DeliverAsync(type);
        var client = app.Anonymous();
        for (var at = 0; at < delivered.Original.Length; at += step)
        {
            var answer = await client.VerifyAsync(delivered.Receipt, Forge(delivered.Original, at), delivered.Output);
            Assert.Equal(["original"], answer.Failing);
        }

        for (var at = 0; at < delivered.Output.Length; at += step)
        {
            var answer = await client.VerifyAsync(delivered.Receipt, delivered.Original, Forge(delivered.Output, at));
            Assert.Equal(["output", "differences"], answer.Failing);
        }
    }

    /// <summary>Even with our signature, each check stands for itself.</summary>
    [Theory]
    [InlineData("changes", "changes[0].original", "Alot")]
    [InlineData("changes", "changes[0].blockId", "nowhere")]
    [InlineData("changes", "changes[1].start", 1)]
    [InlineData("splices", "parts[0].splices[0].start", 11)]
    [InlineData("splices", "parts[0].splices[0].length", 3)]
    [InlineData("splices", "parts[0].splices[0].text", "lots")]
    [InlineData("splices", "parts[0].splices[0].changes[0]", "0198a000-0000-7000-8000-000000000000")]
    [InlineData("splices", "parts[0].name", "another")]
    [InlineData("parts", "parts[0].sha256Before", "00")]
    [InlineData("parts", "parts[0].sha256After", "00")]
    [InlineData("output", "output.sha256", "00")]
    [InlineData("output", "output.size", 1)]
    [InlineData("original", "input.sha256", "00")]
    [InlineData("original", "input.size", 1)]
    [InlineData("changes", "input.contentType", "application/zip")]
    [InlineData("differences", "changes[0].replacement", "another")]
    [InlineData("envelope", "version", 2)]
    [InlineData("envelope", "product", "SwapReview")]
    public async Task What_a_receipt_says_wrongly_is_named(string check, string path, object value)
    {
        var delivered = await DeliverAsync(FileTypes.PlainText);
        var content = delivered.Content;
        Set(content, path, JsonValue.Create(value));

        var answer = await app.Anonymous().VerifyAsync(app.Signed(content), delivered.Original, delivered.Output);

        Assert.Contains(check, answer.Failing);
        Assert.False(answer.Valid);
        Assert.True(answer["signature"]);
    }

    [Fact]
    public async Task A_splice_that_is_left_out_or_made_up_is_named()
    {
        var delivered = await DeliverAsync(FileTypes.PlainText);
        var (fewer, more) = (delivered.Content, delivered.Content);
        fewer["parts"]![0]!["splices"]!.AsArray().RemoveAt(0);
        more["parts"]![0]!["splices"]!.AsArray().Add(more["parts"]![0]!["splices"]![0]!.DeepClone());

        Assert.Equal(["splices"], (await app.Anonymous().VerifyAsync(app.Signed(fewer), delivered.Original, delivered.Output)).Failing);
        Assert.Equal(["splices"], (await app.Anonymous().VerifyAsync(app.Signed(more), delivered.Original, delivered.Output)).Failing);
    }

    [Fact]
    public async Task A_change_that_was_never_accepted_is_named()
    {
        var delivered = await DeliverAsync(FileTypes.PlainText);
        var content = delivered.Content;
        content["changes"]!.AsArray().RemoveAt(1);

        var answer = await app.Anonymous().VerifyAsync(app.Signed(content), delivered.Original, delivered.Output);

        Assert.Equal(["splices", "parts", "differences"], answer.Failing);
    }

    [Fact]
    public async Task Neither_a_token_nor_a_strangers_signature_makes_a_receipt()
    {
        var delivered = await DeliverAsync(FileTypes.PlainText);
        var jws = (string)JsonNode.Parse(delivered.Receipt)!["jws"]!;
        var token = new JsonObject { ["receipt"] = delivered.Content.DeepClone(), ["jws"] = app.UserToken(user) };
        var stranger = new JsonObject { ["receipt"] = delivered.Content.DeepClone(), ["jws"] = ResignedByStranger(jws) };
        var unsigned = new JsonObject { ["receipt"] = delivered.Content.DeepClone(), ["jws"] = $"{Encode("""{"alg":"none","typ":"swipereview-receipt+jws","kid":"a"}""")}.{jws.Split('.')[1]}." };

        Assert.Equal(["envelope"], (await VerifyAsync(token)).Failing);
        Assert.Equal(["key"], (await VerifyAsync(stranger)).Failing.Except(["envelope"]));
        Assert.Equal(["envelope"], (await VerifyAsync(unsigned)).Failing);

        Task<VerificationAnswer> VerifyAsync(JsonNode file) => app.Anonymous().VerifyAsync(Encoding.UTF8.GetBytes(file.ToJsonString()));
    }

    [Theory]
    [InlineData(+60, true)]
    [InlineData(-60, false)]
    public async Task A_key_that_has_stopped_signing_is_good_for_what_it_signed_before(int minutesLater, bool isGood)
    {
        var delivered = await DeliverAsync(FileTypes.PlainText);
        var issuedAt = delivered.Content["issuedAt"]!.GetValue<DateTimeOffset>();
        var now = await app.PublishedKeys().ReadAsync(TestContext.Current.CancellationToken);
        var later = new Published(new([.. now.Keys.Select(key => key with { Exp = issuedAt.AddMinutes(minutesLater).ToUnixTimeSeconds() })]));

        var (checks, receipt) = await new SignatureChecks(later).MakeAsync(delivered.Receipt, TestContext.Current.CancellationToken);

        Assert.Equal(isGood, checks.Single(check => check.Name == "key").Holds);
        Assert.Equal(isGood, receipt is not null);
    }

    private sealed class Published(PublishedKeySet keys) : IPublishedKeys
    {
        public Task<PublishedKeySet> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(keys);
    }

    [Fact]
    public async Task While_the_keys_cannot_be_read_nothing_is_said_about_a_receipt()
    {
        var delivered = await DeliverAsync(FileTypes.PlainText);
        using var away = app.WithoutKeys();

        using var answer = await app.Anonymous().PostVerifyAsync(delivered.Receipt);

        await answer.ShouldFailAsync(HttpStatusCode.ServiceUnavailable, "UNAVAILABLE");
    }

    private async Task<Delivered> DeliverAsync(string type) => await app.DeliverAsync(user, type switch
    {
        FileTypes.Docx => app.AddJob(user, "letter.docx", type, WordFile.Of("We recieve alot of letters.", "Nothing here."), [("recieve", "receive"), ("alot of", "many")]),
        FileTypes.Html => app.AddJob(user, "page.html", type, "<!doctype html><p>We recieve &amp; send alot.</p>"u8.ToArray(), [("recieve", "receive"), ("alot", "a lot")]),
        FileTypes.Markdown => app.AddJob(user, "notes.md", type, "# Notes\n\nWe *recieve* alot.\n"u8.ToArray(), [("recieve", "receive"), ("alot", "a lot")]),
        _ => app.AddJob(user),
    });

    private static string[] Holding(VerificationAnswer answer) => [.. answer.Checks.Where(check => check.Holds == true).Select(check => check.Name)];

    private static byte[] Forge(byte[] file, int at)
    {
        var forged = file.ToArray();
        forged[at] ^= 1;
        return forged;
    }

    /// <summary>Stays base64url.</summary>
    private static byte[] ForgeLetter(byte[] file, int at)
    {
        var forged = file.ToArray();
        forged[at] = (byte)(forged[at] == 'A' ? 'B' : 'A');
        return forged;
    }

    private static void Set(JsonNode node, string path, JsonNode? value)
    {
        var steps = path.Replace("[", ".[", StringComparison.Ordinal).Split('.');
        foreach (var step in steps[..^1])
        {
            node = step[0] == '[' ? node[int.Parse(step.Trim('[', ']'), System.Globalization.CultureInfo.InvariantCulture)]! : node[step]!;
        }

        if (steps[^1][0] == '[')
        {
            node[int.Parse(steps[^1].Trim('[', ']'), System.Globalization.CultureInfo.InvariantCulture)] = value;
        }
        else
        {
            node[steps[^1]] = value;
        }
    }

    private static string ResignedByStranger(string jws)
    {
        using var own = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var signed = $"{Encode("""{"alg":"ES256","typ":"swipereview-receipt+jws","kid":"own"}""")}.{jws.Split('.')[1]}";
        return $"{signed}.{System.Buffers.Text.Base64Url.EncodeToString(own.SignData(Encoding.ASCII.GetBytes(signed), System.Security.Cryptography.HashAlgorithmName.SHA256))}";
    }

    private static string Encode(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
