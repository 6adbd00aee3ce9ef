using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using Microsoft.Playwright;
using SwipeReview.Testing;

namespace SwipeReview.EndToEnd.Tests;

/// <summary>Large files and many, over connections that are slow, cut and left: in a browser, over the whole system.</summary>
public sealed partial class UploadTests(RunningSystem system)
{
    private const int Megabyte = 1024 * 1024;

    private const string IsPauseKept = """
        () => new Promise(tell => {
          const opening = indexedDB.open("swipereview-uploads");
          opening.onsuccess = () => {
            const reading = opening.result.transaction("uploads").objectStore("uploads").getAll();
            reading.onsuccess = () => {
              opening.result.close();
              tell(reading.result.some(({ pausedAt }) => pausedAt !== null));
            };
          };
        })
        """;

    [Fact]
    public async Task A_large_document_that_was_paused_and_left_goes_on_after_a_reload_and_is_the_one_that_was_sent()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(system.Address);
        var email = await page.RegisterAsync();
        var (path, hash) = await LargeDocumentAsync();
        await SlowDownAsync(page, 4 * Megabyte);
        var requests = Requests(page);

        await page.FileField("File").SetInputFilesAsync(path);
        var progress = page.GetByRole(AriaRole.Progressbar);
        await Eventually.BeTrueAsync(async () => await progress.EvaluateAsync<double>("bar => bar.value") > 6 * Megabyte, "more than one chunk");
        await Assertions.Expect(page.GetByText(SpeedAndTime)).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause: large.docx" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Paused")).ToBeVisibleAsync();
        await page.WaitForFunctionAsync(IsPauseKept);

        await page.ReloadAsync();
        await Assertions.Expect(page.GetByText("Paused")).ToBeVisibleAsync();
        requests.Clear();
        await page.GetByRole(AriaRole.Button, new() { Name = "Resume: large.docx" }).ClickAsync();
        var start = page.GetByRole(AriaRole.Button, new() { Name = "Start review" });
        await Assertions.Expect(start).ToBeEnabledAsync(new() { Timeout = 60_000 });

        Assert.Equal("HEAD", requests[0]); // it asks where it was, and begins nothing anew
        Assert.DoesNotContain("POST", requests);
        Assert.InRange(requests.Count(method => method == "PATCH"), 1, 4);
        using var api = await ApiClient.LogInAsync(system, email);
        var file = Assert.Single(await FilesAsync(api));
        Assert.Equal(("large.docx", hash), (file.GetProperty("name").GetString(), file.GetProperty("sha256").GetString()));

        await start.ClickAsync();
        await Assertions.Expect(page.GetByText("Ready", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        File.Delete(path);
    }

    [Fact]
    public async Task An_upload_waits_while_there_is_no_network_and_goes_on_by_itself()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(system.Address);
        var email = await page.RegisterAsync();
        var bytes = Text(12 * Megabyte, 'b');
        await SlowDownAsync(page, 3 * Megabyte);

        await page.FileField("File").SetInputFilesAsync(new FilePayload { Name = "book.txt", MimeType = "text/plain", Buffer = bytes });
        await Eventually.BeTrueAsync(async () => await page.GetByRole(AriaRole.Progressbar).EvaluateAsync<double>("bar => bar.value") > Megabyte, "some progress");
        await page.Context.SetOfflineAsync(true);
        await Assertions.Expect(page.GetByText("No connection. It goes on by itself.")).ToBeVisibleAsync();
        await page.Context.SetOfflineAsync(false);

        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Start review" })).ToBeEnabledAsync(new() { Timeout = 60_000 });
        using var api = await ApiClient.LogInAsync(system, email);
        var file = Assert.Single(await FilesAsync(api));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), file.GetProperty("sha256").GetString());
    }

    [Fact]
    public async Task Many_files_are_dropped_at_once_one_is_thought_better_of_and_each_of_the_others_becomes_a_review()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(system.Address, width: 360, height: 740, hasTouch: true);
        var email = await page.RegisterAsync();

        await page.EvaluateAsync("""
            () => {
              const transfer = new DataTransfer();
              for (const name of ["one.txt", "two.md", "three.txt", "photo.png"])
                transfer.items.add(new File([`I recieved ${name}, and alot more.`], name));
              const over = { dataTransfer: transfer, bubbles: true, cancelable: true };
              document.querySelector("h1").dispatchEvent(new DragEvent("dragenter", over));
              document.querySelector("h1").dispatchEvent(new DragEvent("drop", over));
            }
            """);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("“.png” files can't be reviewed yet");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Review 3 files" })).ToBeEnabledAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove: two.md" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Review 2 files" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Reviews" })).ToBeVisibleAsync();
        using var api = await ApiClient.LogInAsync(system, email);
        var jobs = (await api.GetFromJsonAsync<JsonElement>("/api/v1/jobs")).GetProperty("items").EnumerateArray();
        Assert.Equal(["one.txt", "three.txt"], jobs.Select(job => job.GetProperty("fileName").GetString()).Order());
        await Eventually.BeTrueAsync(async () => (await FilesAsync(api)).Count == 2, "the end of the file that was removed");
    }

    [Fact]
    public async Task One_that_is_cancelled_on_its_way_leaves_nothing()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(system.Address);
        var email = await page.RegisterAsync();
        await SlowDownAsync(page, 2 * Megabyte);
        var addresses = new List<string>();
        page.Request += (_, request) => addresses.Add(request.Url);

        await page.FileField("File").SetInputFilesAsync(new FilePayload { Name = "book.txt", MimeType = "text/plain", Buffer = Text(12 * Megabyte, 'c') });
        await Eventually.BeTrueAsync(async () => await page.GetByRole(AriaRole.Progressbar).EvaluateAsync<double>("bar => bar.value") > Megabyte, "some progress");
        await page.RunAndWaitForResponseAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = "Cancel: book.txt" }).ClickAsync(), answer => answer.Request.Method == "DELETE" && answer.Status == 204);

        using var api = await ApiClient.LogInAsync(system, email);
        Assert.Empty(await FilesAsync(api));
        using var look = new HttpRequestMessage(HttpMethod.Head, addresses.First(address => Upload.IsMatch(address))) { Headers = { { "Tus-Resumable", "1.0.0" } } };
        using var gone = await api.SendAsync(look);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, gone.StatusCode);
    }

    /// <summary>A document that a picture makes large: noise, so that packing it makes nothing smaller.</summary>
    private static async Task<(string Path, string Hash)> LargeDocumentAsync()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "large.docx");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "fixtures", "letter.docx"), path);
        using (var package = WordprocessingDocument.Open(path, isEditable: true))
        {
            var noise = new byte[20 * Megabyte];
            new Random(20261120).NextBytes(noise);
            using var stream = new MemoryStream(noise);
            package.MainDocumentPart!.AddImagePart(ImagePartType.Png).FeedData(stream);
        }

        return (path, Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(path))));
    }

    private static byte[] Text(int size, char letter) => [.. Enumerable.Repeat((byte)letter, size)];

    private static async Task SlowDownAsync(IPage page, int bytesPerSecond)
    {
        var network = await page.Context.NewCDPSessionAsync(page);
        await network.SendAsync("Network.enable");
        await network.SendAsync("Network.emulateNetworkConditions", new()
        {
            ["offline"] = false,
            ["latency"] = 0,
            ["downloadThroughput"] = -1,
            ["uploadThroughput"] = bytesPerSecond,
        });
    }

    /// <summary>The methods of what is sent to the uploads, as it is sent.</summary>
    private static List<string> Requests(IPage page)
    {
        var methods = new List<string>();
        page.Request += (_, request) =>
        {
            if (request.Url.Contains("/uploads/tus", StringComparison.Ordinal))
            {
                methods.Add(request.Method);
            }
        };
        return methods;
    }

    private static async Task<List<JsonElement>> FilesAsync(HttpClient api) =>
        [.. (await api.GetFromJsonAsync<JsonElement>("/api/v1/uploads")).GetProperty("items").EnumerateArray()];

    [GeneratedRegex(@"MB of \d+ MB · [\d.,]+ [kM]B/s · \d+ seconds? left", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SpeedAndTime { get; }

    [GeneratedRegex("/uploads/tus/[0-9a-f-]{36}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Upload { get; }
}
