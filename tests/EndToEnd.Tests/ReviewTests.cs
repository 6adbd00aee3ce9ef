using System.IO.Compression;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Microsoft.Playwright;

namespace SwipeReview.EndToEnd.Tests;

/// <summary>The main job, in a browser, over the whole system.</summary>
public sealed partial class ReviewTests(RunningSystem system)
{
    private static readonly string Letter = Path.Combine(AppContext.BaseDirectory, "fixtures", "letter.docx");

    [Fact]
    public async Task A_word_document_goes_from_upload_over_swipes_to_the_download()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(system.Address);
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                complaints.Add(message.Text);
            }
        };
        var email = await page.RegisterAsync();
        await page.ReviewAsync(Letter);

        // The deck: by key, by button and by drag; one decision is taken back and made anew.
        await page.GetByRole(AriaRole.Link, new() { Name = "Review changes" }).ClickAsync();
        var card = page.GetByRole(AriaRole.Article, new() { Name = "Proposed change" });
        await Assertions.Expect(card).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.GetByRole(AriaRole.Button, new() { Name = "Reject" }).ClickAsync();
        await page.Keyboard.PressAsync("Backspace");
        await page.Keyboard.PressAsync("x");
        await DragAsync(page, card, 400);
        while (await page.GetByRole(AriaRole.Button, new() { Name = "Accept" }).IsEnabledAsync())
        {
            await page.Keyboard.PressAsync("a");
            await page.WaitForTimeoutAsync(150);
        }

        await page.GetByRole(AriaRole.Link, new() { Name = "Finish" }).ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = "Download" }).ClickAsync(), new() { Timeout = 60_000 });
        var result = Path.Combine(Path.GetTempPath(), $"{Guid.CreateVersion7()}.docx");
        await download.SaveAsAsync(result);

        var jobId = JobId.Match(page.Url).Groups["id"].Value;
        using var api = await ApiClient.LogInAsync(system, email);
        var changes = await ItemsAsync(api, $"/api/v1/jobs/{jobId}/changes?limit=200");
        Assert.Single(changes, change => change.GetProperty("state").GetString() == "rejected");
        var accepted = changes.Where(change => change.GetProperty("state").GetString() == "accepted").ToList();
        Assert.True(accepted.Count >= 5, $"Only {accepted.Count} changes were accepted.");
        Assert.Equal(changes.Count, accepted.Count + 1);
        AssertHoldsExactly(accepted, await ItemsAsync(api, $"/api/v1/jobs/{jobId}/preview?view=original&limit=200"), result);
        Assert.EndsWith(".docx", download.SuggestedFilename);
        Assert.Empty(complaints);
        File.Delete(result);
    }

    [Fact]
    public async Task On_a_phone_a_text_is_swiped_by_touch()
    {
        var text = Path.Combine(Path.GetTempPath(), $"{Guid.CreateVersion7()}.txt");
        await File.WriteAllTextAsync(text, "I recieved alot of mail.\r\nIts the the best day.\r\n");
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(system.Address, width: 360, height: 740, hasTouch: true);
        await page.RegisterAsync();
        await page.ReviewAsync(text);
        await page.GetByRole(AriaRole.Link, new() { Name = "Review changes" }).ClickAsync();
        var card = page.GetByRole(AriaRole.Article, new() { Name = "Proposed change" });
        await Assertions.Expect(card).ToBeVisibleAsync();
        var before = await card.InnerTextAsync();

        await page.DragByTouchAsync(card, 220, 0);

        await Assertions.Expect(page.GetByText(OneDecided)).ToBeVisibleAsync();
        Assert.NotEqual(before, await card.InnerTextAsync());
        var overflow = await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth");
        Assert.False(overflow, "The page is wider than the phone.");
        File.Delete(text);
    }

    [Fact]
    public async Task A_card_that_is_longer_than_the_screen_scrolls_under_the_finger_and_is_swiped_sideways()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(system.Address, width: 320, height: 480, hasTouch: true);
        await page.RegisterAsync();
        var lines = string.Join(' ', Enumerable.Range(1, 40).Select(number => $"The road of stage {number} is long and it does not end."));
        await page.ReviewAsync(new FilePayload { Name = "long.txt", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes($"{lines} I recieved it. {lines}\r\n") });
        await page.GetByRole(AriaRole.Link, new() { Name = "Review changes" }).ClickAsync();
        await page.ShowsDecidedAsync(0);
        var body = page.Locator("article[data-front][data-scrolls] [data-scrolls-by-keys]");
        await Assertions.Expect(body).ToBeVisibleAsync();
        var top = await TopAsync();

        await page.DragByTouchAsync(body, 0, -60);
        await page.UntilAsync(async () => await TopAsync() > top + 20);
        await page.ShowsDecidedAsync(0);

        await page.DragByTouchAsync(body, 200, 0);
        await page.ShowsDecidedAsync(1);

        Task<int> TopAsync() => body.EvaluateAsync<int>("body => Math.round(body.scrollTop)");
    }

    private static async Task DragAsync(IPage page, ILocator card, int distance)
    {
        var box = (await card.BoundingBoxAsync())!;
        var (x, y) = (box.X + (box.Width / 2), box.Y + 30);
        await page.Mouse.MoveAsync(x, y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(x + distance, y, new() { Steps = 12 });
        await page.Mouse.UpAsync();
        await page.WaitForTimeoutAsync(400);
    }

    private static async Task<List<JsonElement>> ItemsAsync(HttpClient api, string route) =>
        [.. (await api.GetFromJsonAsync<JsonElement>(route)).GetProperty("items").EnumerateArray()];

    /// <summary>
    /// Opens both files with another library: the paragraphs differ by the accepted changes and nothing else, and only
    /// the document part of the package differs from the original's.
    /// </summary>
    private static void AssertHoldsExactly(List<JsonElement> accepted, List<JsonElement> blocks, string result)
    {
        var expected = Paragraphs(Letter);
        foreach (var changes in accepted.GroupBy(change => change.GetProperty("blockId").GetString()))
        {
            var text = blocks.Single(block => block.GetProperty("blockId").GetString() == changes.Key).GetProperty("text").GetString()!;
            var edited = changes.OrderByDescending(change => change.GetProperty("start").GetInt32()).Aggregate(text, (all, change) =>
                all[..change.GetProperty("start").GetInt32()] + change.GetProperty("replacement").GetString() + all[change.GetProperty("end").GetInt32()..]);
            expected[expected.IndexOf(text)] = edited;
        }

        Assert.Equal(expected, Paragraphs(result));

        using var original = ZipFile.OpenRead(Letter);
        using var written = ZipFile.OpenRead(result);
        Assert.Equal(original.Entries.Select(entry => entry.FullName), written.Entries.Select(entry => entry.FullName));
        foreach (var entry in original.Entries.Where(entry => entry.FullName != "word/document.xml"))
        {
            Assert.Equal(Bytes(entry), Bytes(written.GetEntry(entry.FullName)!));
        }
    }

    private static List<string> Paragraphs(string path)
    {
        using var package = WordprocessingDocument.Open(path, isEditable: false);
        return [.. package.MainDocumentPart!.Document.Body!.Descendants<Paragraph>().Select(paragraph => paragraph.InnerText)];
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var bytes = new MemoryStream();
        using var stream = entry.Open();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    [GeneratedRegex("/jobs/(?<id>[0-9a-f-]{36})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex JobId { get; }

    [GeneratedRegex(@"\b1 of \d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OneDecided { get; }
}
