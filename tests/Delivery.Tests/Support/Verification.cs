using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using SwipeReview.Delivery.Receipts;
using SwipeReview.Testing;

namespace SwipeReview.Delivery.Tests.Support;

public sealed record VerificationAnswer(bool Valid, IReadOnlyList<CheckAnswer> Checks)
{
    public bool? this[string name] => Checks.Single(check => check.Name == name).Holds;

    public string[] Failing => [.. Checks.Where(check => check.Holds == false).Select(check => check.Name)];
}

public sealed record CheckAnswer(string Name, bool? Holds, string Detail);

/// <summary>A receipt with the two files that it is about.</summary>
internal sealed record Delivered(byte[] Receipt, byte[] Original, byte[] Output)
{
    public JsonObject Content => JsonNode.Parse(Receipt)!["receipt"]!.AsObject();
}

internal static class Verification
{
    public static async Task<Delivered> DeliverAsync(this DeliveryApp app, Guid userId, Guid jobId, string format = "clean")
    {
        var receipt = await app.As(userId).DownloadAsync(jobId, "receipt");
        var output = await app.As(userId).DownloadAsync(jobId, format);
        return new(
            await app.Anonymous().GetByteArrayAsync(receipt.Url),
            app.Neighbours.Files[app.Neighbours.Jobs[jobId].FileId],
            await app.Anonymous().GetByteArrayAsync(output.Url));
    }

    public static Task<HttpResponseMessage> PostVerifyAsync(this HttpClient client, byte[] receipt, byte[]? original = null, byte[]? output = null)
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent(receipt), "receipt", "letter (receipt).json" } };
        if (original is not null)
        {
            form.Add(new ByteArrayContent(original), "original", "letter");
        }

        if (output is not null)
        {
            form.Add(new ByteArrayContent(output), "output", "letter (reviewed)");
        }

        return client.PostAsync("/api/v1/receipts/verify", form);
    }

    public static async Task<VerificationAnswer> VerifyAsync(this HttpClient client, byte[] receipt, byte[]? original = null, byte[]? output = null)
    {
        using var answer = await client.PostVerifyAsync(receipt, original, output);
        return await answer.ShouldBeAsync<VerificationAnswer>(HttpStatusCode.OK);
    }

    /// <summary>A receipt file with a sound signature over whatever it says.</summary>
    public static byte[] Signed(this DeliveryApp app, byte[] payload)
    {
        using var file = new MemoryStream();
        ReceiptFile.Write(file, payload, app.Sign(payload));
        return file.ToArray();
    }

    public static byte[] Signed(this DeliveryApp app, JsonNode content) => app.Signed(Encoding.UTF8.GetBytes(content.ToJsonString()));
}
