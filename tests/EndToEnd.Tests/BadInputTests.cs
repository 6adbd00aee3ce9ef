using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using SwipeReview.Testing;

namespace SwipeReview.EndToEnd.Tests;

/// <summary>What goes wrong at the front door: each fault has the envelope with a code that fits, and leaves nothing behind.</summary>
public sealed class BadInputTests(RunningSystem system)
{
    private const int Limit = 50 * 1024 * 1024;
    private static readonly string Letter = Path.Combine(AppContext.BaseDirectory, "fixtures", "letter.docx");

    [Fact]
    public async Task Files_that_can_not_be_reviewed_are_refused_and_not_kept()
    {
        using var person = await ApiClient.RegisterAsync(system);

        await AssertRefusedAsync(await person.UploadAsync([], "empty.txt"), 400, "VALIDATION_ERROR");
        await AssertRefusedAsync(await person.UploadAsync(new byte[Limit + 1], "large.txt"), 413, "PAYLOAD_TOO_LARGE");
        await AssertRefusedAsync(await person.UploadAsync(Zip(("readme.txt", "not a document")), "renamed.docx"), 415, "UNSUPPORTED_MEDIA_TYPE");
        await AssertRefusedAsync(await person.UploadAsync(Noise(), "noise.txt"), 415, "UNSUPPORTED_MEDIA_TYPE");

        var kept = await person.GetFromJsonAsync<JsonElement>("/api/v1/uploads");
        Assert.Empty(kept.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_document_with_a_broken_part_ends_its_job_with_a_reason()
    {
        using var person = await ApiClient.RegisterAsync(system);
        using var upload = await person.UploadAsync(WithBrokenDocumentPart(), "broken.docx");
        if (!upload.IsSuccessStatusCode)
        {
            await AssertRefusedAsync(upload, 415, "UNSUPPORTED_MEDIA_TYPE");
            return;
        }

        var file = await upload.Content.ReadFromJsonAsync<JsonElement>();
        using var submitted = await person.PostAsJsonAsync("/api/v1/jobs", new { type = "review", fileId = file.GetProperty("id").GetGuid() });
        var job = await EndedAsync(person, (await submitted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid());

        Assert.Equal("failed", job.GetProperty("status").GetString());
        Assert.Equal("VALIDATION_ERROR", job.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(0, job.GetProperty("counts").GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task What_is_not_understood_not_there_or_not_ones_own_is_said_so()
    {
        using var owner = await ApiClient.RegisterAsync(system);
        using var stranger = await ApiClient.RegisterAsync(system);
        using var upload = await owner.UploadAsync(Encoding.UTF8.GetBytes("I recieved it."), "note.txt");
        var file = (await upload.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        using var notJson = new StringContent("{\"type\":", Encoding.UTF8, "application/json");

        await AssertRefusedAsync(await owner.PostAsync("/api/v1/jobs", notJson), 400, "VALIDATION_ERROR");
        await AssertRefusedAsync(await owner.GetAsync($"/api/v1/jobs/{Guid.CreateVersion7()}"), 404, "NOT_FOUND");
        await AssertRefusedAsync(await owner.GetAsync("/api/v1/nothing"), 404, "NOT_FOUND");
        await AssertRefusedAsync(await stranger.GetAsync($"/api/v1/uploads/{file}"), 404, "NOT_FOUND");
        await AssertRefusedAsync(await stranger.DeleteAsync($"/api/v1/uploads/{file}"), 404, "NOT_FOUND");
        await AssertRefusedAsync(await stranger.PostAsJsonAsync("/api/v1/jobs", new { type = "review", fileId = file }), 404, "NOT_FOUND");
        Assert.Empty((await owner.GetFromJsonAsync<JsonElement>("/api/v1/jobs")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_token_that_is_missing_tampered_with_or_unsigned_opens_nothing()
    {
        using var person = await ApiClient.RegisterAsync(system);
        var token = person.DefaultRequestHeaders.Authorization!.Parameter!.Split('.');
        var none = Convert.ToBase64String("""{"alg":"none","typ":"JWT"}"""u8).TrimEnd('=');

        foreach (var forged in (string?[])[null, $"{token[0]}.{token[1]}x.{token[2]}", $"{none}.{token[1]}.", $"{token[0]}.{token[1]}.{token[2][..^4]}AAAA"])
        {
            using var client = new HttpClient { BaseAddress = system.Address };
            client.DefaultRequestHeaders.Authorization = forged is null ? null : new AuthenticationHeaderValue("Bearer", forged);
            await AssertRefusedAsync(await client.GetAsync("/api/v1/jobs"), 401, "UNAUTHENTICATED");
            await AssertRefusedAsync(await client.GetAsync("/internal/jobs"), 404, "NOT_FOUND");
        }
    }

    private static async Task AssertRefusedAsync(HttpResponseMessage answer, int status, string code)
    {
        using (answer)
        {
            await answer.ShouldFailAsync((HttpStatusCode)status, code);
        }
    }

    private static async Task<JsonElement> EndedAsync(HttpClient client, Guid job) =>
        (await Eventually.GetAsync(async () =>
        {
            var view = await client.GetFromJsonAsync<JsonDocument>($"/api/v1/jobs/{job}");
            return view!.RootElement.GetProperty("status").GetString() is "queued" or "running" ? null : view;
        }, "the end of the job")).RootElement;

    private static byte[] Zip(params (string Name, string Text)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var (name, text) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }

    private static byte[] WithBrokenDocumentPart()
    {
        using var original = ZipFile.OpenRead(Letter);
        return Zip([.. original.Entries.Select(entry =>
        {
            using var reader = new StreamReader(entry.Open());
            var text = reader.ReadToEnd();
            return (entry.FullName, entry.FullName == "word/document.xml" ? text[..(text.Length / 2)] : text);
        })]);
    }

    /// <summary>Bytes of no text encoding and of no known format.</summary>
    private static byte[] Noise()
    {
        var bytes = new byte[4096];
        new Random(20261120).NextBytes(bytes);
        return bytes;
    }
}
