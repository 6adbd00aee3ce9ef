using Microsoft.Playwright;

namespace SwipeReview.EndToEnd.Tests;

/// <summary>The main job by keyboard alone: no pointer is moved, and what has the focus can be seen.</summary>
public sealed class KeyboardTests(RunningSystem system)
{
    private const int MostTabs = 60;

    [Fact]
    public async Task A_text_goes_from_the_account_to_the_download_by_keyboard_alone()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(system.Address);
        await page.GotoAsync("/register");
        await TypeAsync(page, "Email", $"{Guid.CreateVersion7():N}@example.org");
        await TypeAsync(page, "Password", ApiClient.Password);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "New review" })).ToBeVisibleAsync();

        // A file chooser is the browser's own window: what it would answer with is put in, and the rest is keys again.
        await page.FileField("File").SetInputFilesAsync(new FilePayload { Name = "note.txt", MimeType = "text/plain", Buffer = "I recieved alot of mail. Its the the best day.\n"u8.ToArray() });
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Start review" })).ToBeEnabledAsync();
        await PressAsync(page, AriaRole.Button, "Start review");
        await Assertions.Expect(page.GetByText("Ready", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await PressAsync(page, AriaRole.Link, "Review changes");
        await Assertions.Expect(page.GetByRole(AriaRole.Article, new() { Name = "Proposed change" })).ToBeVisibleAsync();
        foreach (var key in (string[])["ArrowRight", "x", "Backspace", "ArrowLeft"])
        {
            await page.Keyboard.PressAsync(key);
        }

        await Assertions.Expect(page.GetByText("2 of", new() { Exact = false }).First).ToBeVisibleAsync();
        for (var card = 0; card < MostTabs && await page.GetByRole(AriaRole.Button, new() { Name = "Accept" }).IsEnabledAsync(); card++)
        {
            await page.Keyboard.PressAsync("a");
            await page.WaitForTimeoutAsync(150);
        }

        await PressAsync(page, AriaRole.Link, "Finish");
        var download = await page.RunAndWaitForDownloadAsync(() => PressAsync(page, AriaRole.Button, "Download"), new() { Timeout = 60_000 });

        Assert.Equal("note (reviewed).txt", download.SuggestedFilename);
        var text = await File.ReadAllTextAsync(await download.PathAsync());
        Assert.NotEqual("I recieved alot of mail. Its the the best day.\n", text);
    }

    private static async Task TypeAsync(IPage page, string label, string text)
    {
        await ReachAsync(page, page.GetByLabel(label, new() { Exact = true }));
        await page.Keyboard.TypeAsync(text);
    }

    private static async Task PressAsync(IPage page, AriaRole role, string name)
    {
        await ReachAsync(page, page.GetByRole(role, new() { Name = name }).First);
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>By Tab, from wherever the focus is; it fails when the thing can't be reached, or can't be seen to have the focus.</summary>
    private static async Task ReachAsync(IPage page, ILocator wanted)
    {
        await Assertions.Expect(wanted).ToBeVisibleAsync();
        for (var tabs = 0; tabs < MostTabs; tabs++)
        {
            if (await wanted.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                var isSeen = await wanted.EvaluateAsync<bool>(
                    "element => { const { outlineStyle, boxShadow } = getComputedStyle(element); return outlineStyle !== 'none' || boxShadow !== 'none'; }");
                Assert.True(isSeen, $"Nothing shows that {wanted} has the focus.");
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"{wanted} can't be reached in {MostTabs} steps.");
    }
}
