using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using SwipeReview.Testing;

namespace SwipeReview.EndToEnd.Tests;

/// <summary>All formats of a review, over the whole system, and a stranger who verifies its receipt.</summary>
public sealed class FormatsTests(RunningSystem system)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("letter.docx", "clean")]
    [InlineData("notes.md", "clean")]
    [InlineData("libreoffice.pdf", "redline")]
    public async Task A_review_comes_back_in_every_format_and_its_receipt_holds_for_anybody(string name, string delivered)
    {
        var original = name switch
        {
            "notes.md" => Encoding.UTF8.GetBytes("# Notes\n\nI recieved alot of *mail*.\n\nIts the the best day.\n"),
            "libreoffice.pdf" => await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "tests/Documents.Tests/fixtures/libreoffice.pdf"), TestContext.Current.CancellationToken),
            _ => await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "fixtures", name), TestContext.Current.CancellationToken),
        };
        using var person = await ApiClient.RegisterAsync(system);
        var (jobId, formats) = await ReviewAsync(person, original, name);
        await AcceptAllAsync(person, jobId);
        using (var paid = await person.PostAsJsonAsync("/api/v1/payments", new { jobId }))
        {
            await paid.ShouldBeAsync<JsonElement>(HttpStatusCode.Created);
        }

        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var format in formats)
        {
            files.Add(format, await DownloadAsync(person, jobId, format));
        }

        var pdf = await DownloadAsync(person, jobId, "report", "pdf");
        Assert.StartsWith("%PDF-", Encoding.Latin1.GetString(pdf[..8]), StringComparison.Ordinal);
        Assert.Contains($"Review of {name}", Encoding.UTF8.GetString(files["report"]), StringComparison.Ordinal);
        Assert.All(files.Values, file => Assert.NotEmpty(file));

        using var stranger = new HttpClient { BaseAddress = system.Address };
        Assert.Empty(await FailingAsync(stranger, files["receipt"], original, files[delivered]));
        files[delivered][^1] ^= 1;
        var failing = await FailingAsync(stranger, files["receipt"], original, files[delivered]);
        Assert.Equal(["output", "differences"], failing);
    }

    private static async Task<(Guid JobId, string[] Formats)> ReviewAsync(HttpClient person, byte[] original, string name)
    {
        using var upload = await person.UploadAsync(original, name);
        var fileId = (await upload.ShouldBeAsync<JsonElement>(HttpStatusCode.Created)).GetProperty("id").GetGuid();
        using var submitted = await person.PostAsJsonAsync("/api/v1/jobs", new { type = "review", fileId });
        var jobId = (await submitted.ShouldBeAsync<JsonElement>(HttpStatusCode.Accepted)).GetProperty("id").GetGuid();
        await Eventually.BeTrueAsync(
            async () => (await person.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/{jobId}")).GetProperty("status").GetString() == "ready", "a job that is ready", Patience);
        var job = await person.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/{jobId}");
        return (jobId, [.. job.GetProperty("formats").EnumerateArray().Select(format => format.GetString()!)]);
    }

    private static async Task AcceptAllAsync(HttpClient person, Guid jobId)
    {
        var changes = await person.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/{jobId}/changes?limit=200");
        var decisions = changes.GetProperty("items").EnumerateArray().Select(change => new { changeId = change.GetProperty("id").GetGuid(), action = "accept" }).ToArray();
        Assert.NotEmpty(decisions);
        using var decided = await person.PostAsJsonAsync($"/api/v1/jobs/{jobId}/decisions", new { decisions });
        await decided.ShouldBeAsync<JsonElement>(HttpStatusCode.OK);
    }

    private static async Task<byte[]> DownloadAsync(HttpClient person, Guid jobId, string format, string? @as = null)
    {
        using var asked = await person.PostAsJsonAsync("/api/v1/downloads", new { jobId, format, @as });
        var id = (await asked.ShouldBeAsync<JsonElement>(HttpStatusCode.Accepted)).GetProperty("id").GetGuid();
        var url = await Eventually.GetAsync(
            async () =>
            {
                var download = await person.GetFromJsonAsync<JsonElement>($"/api/v1/downloads/{id}");
                Assert.NotEqual("failed", download.GetProperty("status").GetString());
                return download.GetProperty("url").GetString();
            },
            $"the {format}",
            Patience);
        return await person.GetByteArrayAsync(url);
    }

    private static async Task<string[]> FailingAsync(HttpClient anybody, byte[] receipt, byte[] original, byte[] output)
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(receipt), "receipt", "receipt.json" }, { new ByteArrayContent(original), "original", "original" }, { new ByteArrayContent(output), "output", "output" },
        };
        using var answer = await anybody.PostAsync("/api/v1/receipts/verify", form);
        var checks = (await answer.ShouldBeAsync<JsonElement>(HttpStatusCode.OK)).GetProperty("checks").EnumerateArray().ToList();
        Assert.Equal(9, checks.Count);
        return [.. checks.Where(check => check.GetProperty("holds").ValueKind != JsonValueKind.True).Select(check => check.GetProperty("name").GetString()!)];
    }
}
