using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using SwipeReview.Delivery.Tests.Support;
using SwipeReview.Documents;

namespace SwipeReview.Delivery.Tests.Artifacts;

public sealed class ReceiptTests(DeliveryApp app) : IClassFixture<DeliveryApp>
{
    private readonly Guid user = Guid.CreateVersion7();

    [Fact]
    public async Task A_receipt_names_both_files_each_splice_and_each_accepted_change()
    {
        var jobId = app.AddJob(user);

        var download = await app.As(user).DownloadAsync(jobId, "receipt");
        var delivered = await app.DeliverAsync(user, jobId);

        Assert.Equal(("letter (receipt).json", "application/json"), (download.Name, download.ContentType));
        var receipt = delivered.Content;
        Assert.Equal(("SwipeReview", 1, "swipereview", jobId.ToString(), "letter.txt"), (
            (string?)receipt["product"], (int)receipt["version"]!, (string?)receipt["issuer"], (string?)receipt["jobId"], (string?)receipt["fileName"]));
        Assert.Equal((Neighbours.Hash(delivered.Original), delivered.Original.Length, FileTypes.PlainText), (
            (string?)receipt["input"]!["sha256"], (int)receipt["input"]!["size"]!, (string?)receipt["input"]!["contentType"]));
        Assert.Equal((Neighbours.Hash(delivered.Output), delivered.Output.Length, "clean"), (
            (string?)receipt["output"]!["sha256"], (int)receipt["output"]!["size"]!, (string?)receipt["output"]!["format"]));
        var changes = app.Neighbours.Jobs[jobId].Accepted;
        Assert.Equal(changes.Select(change => change.ChangeId.ToString()), receipt["changes"]!.AsArray().Select(change => (string?)change!["id"]));
        Assert.Equal(DeliveryApp.DecidedAt, receipt["changes"]![0]!["decidedAt"]!.GetValue<DateTimeOffset>());
        var part = Assert.Single(receipt["parts"]!.AsArray())!;
        Assert.Equal(delivered.Output, Apply(part, delivered.Original));
        Assert.All(part["splices"]!.AsArray(), splice => Assert.NotEmpty(splice!["changes"]!.AsArray()));
    }

    [Fact]
    public async Task Bytes_that_are_no_text_stand_in_base64()
    {
        byte[] original = [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("Zoë has alot — \ud83d\udc4d")];
        var jobId = app.AddJob(user, "wide.txt", FileTypes.PlainText, original, [("alot", "a lot \ud83d\udc4d")]);

        var delivered = await app.DeliverAsync(user, jobId);

        Assert.Contains("base64", delivered.Content["parts"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(delivered.Output, Apply(delivered.Content["parts"]![0]!, delivered.Original));
        Assert.True((await app.Anonymous().VerifyAsync(delivered.Receipt, delivered.Original, delivered.Output)).Valid);
    }

    [Fact]
    public async Task Nothing_accepted_is_a_receipt_for_the_same_bytes()
    {
        var jobId = app.AddJob(user, "letter.docx", FileTypes.Docx, WordFile.Of("We recieve letters."), [], isSettled: false);

        var delivered = await app.DeliverAsync(user, jobId);

        Assert.Empty(delivered.Content["parts"]!.AsArray());
        Assert.Equal((string?)delivered.Content["input"]!["sha256"], (string?)delivered.Content["output"]!["sha256"]);
        Assert.True((await app.Anonymous().VerifyAsync(delivered.Receipt, delivered.Original, delivered.Output)).Valid);
    }

    [Fact]
    public async Task A_receipt_that_would_be_too_large_fails_with_a_reason()
    {
        var jobId = app.AddJob(user, "letter.txt", FileTypes.PlainText, "We have alot."u8.ToArray(), [("alot", new string('a', 9 * 1024 * 1024))]);

        var ended = await app.As(user).WaitAsync((await app.As(user).RequestAsync(jobId, "receipt")).Id, "failed", TimeSpan.FromSeconds(60));

        Assert.Equal("PAYLOAD_TOO_LARGE", ended.Error!.Code);
        Assert.Contains("16 MB", ended.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receipt_opens_no_route_as_a_token()
    {
        var delivered = await app.DeliverAsync(user, app.AddJob(user));
        var jws = (string?)JsonNode.Parse(delivered.Receipt)!["jws"]!;

        using var answer = await app.WithToken(jws!).GetAsync("/api/v1/downloads");

        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    /// <summary>What a third party does with a receipt, without any code of ours.</summary>
    private static byte[] Apply(JsonNode part, byte[] original)
    {
        Assert.Equal((string?)part["sha256Before"], Convert.ToHexStringLower(SHA256.HashData(original)));
        using var output = new MemoryStream();
        var at = 0;
        foreach (var splice in part["splices"]!.AsArray())
        {
            var start = (int)splice!["start"]!;
            output.Write(original.AsSpan(at..start));
            output.Write(splice["text"] is { } text ? Encoding.UTF8.GetBytes((string)text!) : Convert.FromBase64String((string)splice["base64"]!));
            at = start + (int)splice["length"]!;
        }

        output.Write(original.AsSpan(at));
        Assert.Equal((string?)part["sha256After"], Convert.ToHexStringLower(SHA256.HashData(output.ToArray())));
        return output.ToArray();
    }
}
