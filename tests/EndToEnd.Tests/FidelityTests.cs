using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using SwipeReview.Testing;

namespace SwipeReview.EndToEnd.Tests;

/// <summary>What a person sees of the promise that a file comes back as it left: before, during and after the swipes.</summary>
public sealed class FidelityTests(RunningSystem system)
{
    private static readonly byte[] Notes = "# Notes\n\nI recieved the letter today.\n\nWe saw alot of *birds*.\n"u8.ToArray();

    [Fact]
    public async Task What_comes_back_of_a_pdf_is_said_before_its_review_can_start()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(system.Address);
        var email = await page.RegisterAsync();
        var start = page.GetByRole(AriaRole.Button, new() { Name = "Start review" });
        await Assertions.Expect(start).ToBeDisabledAsync();

        await page.FileField("File").SetInputFilesAsync(Path.Combine(Repository.Root, "tests/Documents.Tests/fixtures/libreoffice.pdf"));

        await Assertions.Expect(page.GetByText("A PDF can’t be changed in place. You get a report and a copy of its text with your changes marked.")).ToBeVisibleAsync();
        await Assertions.Expect(start).ToBeEnabledAsync();
        using var api = await ApiClient.LogInAsync(system, email);
        var jobs = await api.GetFromJsonAsync<JsonElement>("/api/v1/jobs", TestContext.Current.CancellationToken);
        Assert.Empty(jobs.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Swipes_show_in_the_text_and_a_stranger_can_check_what_came_of_them()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(system.Address);
        await page.RegisterAsync();
        await page.ReviewAsync(new FilePayload { Name = "notes.md", MimeType = "text/markdown", Buffer = Notes });
        await page.GetByRole(AriaRole.Link, new() { Name = "Review changes" }).ClickAsync();

        await AssertPreviewFollowsAsync(page);
        while (await page.GetByRole(AriaRole.Button, new() { Name = "Accept" }).IsEnabledAsync())
        {
            await page.Keyboard.PressAsync("a");
            await page.WaitForTimeoutAsync(150);
        }

        await page.GetByRole(AriaRole.Link, new() { Name = "Finish" }).ClickAsync();
        var result = await TakeAsync(page, "Download");
        Assert.Contains("I received the letter today.", Encoding.UTF8.GetString(result), StringComparison.Ordinal);
        Assert.Contains("recieved", Encoding.UTF8.GetString(await TakeAsync(page, "Get the marked copy")), StringComparison.Ordinal);
        Assert.Contains("Review of notes.md", Encoding.UTF8.GetString(await TakeAsync(page, "Get the report as a web page")), StringComparison.Ordinal);
        Assert.Equal("%PDF-"u8.ToArray(), (await TakeAsync(page, "Get the report as a PDF"))[..5]);
        await AssertChecksAsync(browser, await TakeAsync(page, "Get the receipt"), result);
    }

    /// <summary>The first card is “recieved”, the next “alot”.</summary>
    private static async Task AssertPreviewFollowsAsync(IPage page)
    {
        var panel = page.GetByRole(AriaRole.Complementary, new() { Name = "Preview" });
        ILocator Text(string view) => panel.GetByRole(AriaRole.Region, new() { Name = view });
        var now = Text("Text as it stands now");
        await Assertions.Expect(now.Locator("[aria-current]")).ToContainTextAsync("recieved");

        await page.Keyboard.PressAsync("a");
        await Assertions.Expect(now).ToContainTextAsync("I received the letter today.");
        await Assertions.Expect(now.Locator("[aria-current]")).ToContainTextAsync("alot");

        await panel.GetByRole(AriaRole.Radio, new() { Name = "Original" }).CheckAsync(new() { Force = true });
        await Assertions.Expect(Text("Text as it was")).ToContainTextAsync("I recieved the letter today.");

        await panel.GetByRole(AriaRole.Radio, new() { Name = "All accepted" }).CheckAsync(new() { Force = true });
        var all = Text("Text with all changes that are not rejected");
        await Assertions.Expect(all.GetByRole(AriaRole.Insertion)).ToHaveTextAsync(["received", "a lot"]);

        await page.Keyboard.PressAsync("p");
        await Assertions.Expect(panel).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("p");
        await Assertions.Expect(panel).ToBeVisibleAsync();
    }

    private static async Task<byte[]> TakeAsync(IPage page, string button)
    {
        var download = await page.RunAndWaitForDownloadAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync(), new() { Timeout = 60_000 });
        return await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
    }

    private async Task AssertChecksAsync(Browser browser, byte[] receipt, byte[] result)
    {
        var page = await browser.OpenAsync(system.Address);
        await page.GotoAsync("/verify");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Log in" })).ToBeVisibleAsync();
        await page.FileField("Receipt").SetInputFilesAsync(new FilePayload { Name = "receipt.json", MimeType = "application/json", Buffer = receipt });
        await page.FileField("Original").SetInputFilesAsync(new FilePayload { Name = "notes.md", MimeType = "text/markdown", Buffer = Notes });

        await CheckAsync(result);
        await Assertions.Expect(page.GetByText("Everything holds")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Holds", new() { Exact = true })).ToHaveCountAsync(9);

        await CheckAsync([.. result, (byte)'!']);
        await Assertions.Expect(page.GetByText("2 checks did not hold")).ToBeVisibleAsync();
        foreach (var title in (string[])["The result is the file that was handed out", "Every difference is an accepted change"])
        {
            var check = page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = title });
            await Assertions.Expect(check.GetByText("Doesn’t hold", new() { Exact = true })).ToBeVisibleAsync();
        }

        async Task CheckAsync(byte[] output)
        {
            await page.FileField("Result").SetInputFilesAsync(new FilePayload { Name = "result.md", MimeType = "text/markdown", Buffer = output });
            await page.GetByRole(AriaRole.Button, new() { Name = "Check this receipt" }).ClickAsync();
        }
    }
}
