using System.Net;
using System.Text;
using System.Text.Json;
using SwipeReview.Documents;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Support;

internal static class Written
{
    /// <summary>What Delivery would write: the file of the job with what is accepted, as other services are told.</summary>
    public static async Task<string> WriteAsync(this JobsSystem app, JobAnswer job, string contentType = FileTypes.PlainText) =>
        Encoding.UTF8.GetString(await app.WriteBytesAsync(job, contentType));

    /// <inheritdoc cref="WriteAsync"/>
    public static async Task<byte[]> WriteBytesAsync(this JobsSystem app, JobAnswer job, string contentType)
    {
        using var answer = await app.AsService().GetAsync($"/internal/jobs/{job.Id}/accepted-changes");
        var accepted = await answer.ShouldBeAsync<JsonElement>(HttpStatusCode.OK);
        using var original = new MemoryStream(app.Storage.Read(job.FileId));
        using var document = Document.Open(original, contentType);
        using var output = new MemoryStream();
        document.Write([.. accepted.GetProperty("items").EnumerateArray().Select(ToEdit)], output);
        return output.ToArray();
    }

    private static TextEdit ToEdit(JsonElement item) => new(
        item.GetProperty("blockId").GetString()!, item.GetProperty("start").GetInt32(), item.GetProperty("end").GetInt32(),
        item.GetProperty("original").GetString()!, item.GetProperty("replacement").GetString()!);
}
