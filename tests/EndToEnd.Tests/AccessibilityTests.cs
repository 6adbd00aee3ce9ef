using System.Text.Json;
using Microsoft.Playwright;
using SwipeReview.Testing;

namespace SwipeReview.EndToEnd.Tests;

/// <summary>
/// Every page of the running system, at phone and desktop width, light and dark: axe finds nothing, and nothing is wider
/// than the screen. The states that a healthy system doesn't show have the same check over the mock (<c>npm run screenshots</c>).
/// </summary>
public sealed class AccessibilityTests(RunningSystem system)
{
    private static readonly string Axe = Path.Combine(Repository.Root, "web/node_modules/axe-core/axe.min.js");

    [Theory]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Dark)]
    public async Task Axe_finds_nothing_on_any_page(int width, ColorScheme scheme)
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(system.Address, width, height: 800, hasTouch: width < 500);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        var faults = new List<string>();

        foreach (var path in (string[])["/", "/login", "/forgot", "/verify", "/no-such-page"])
        {
            await LookAtAsync(page, path, faults);
        }

        await page.RegisterAsync();
        await CheckAsync(page, "an empty upload form", faults);
        await LookAtAsync(page, "/jobs", faults);
        await page.GotoAsync("/upload");
        await page.ReviewAsync(new FilePayload { Name = "letter.txt", MimeType = "text/plain", Buffer = "I recieved alot of mail. Its the the best day. You recieve alot.\n"u8.ToArray() });
        var job = new Uri(page.Url).AbsolutePath;
        await CheckAsync(page, "a job", faults);
        foreach (var path in (string[])["/jobs", "/account", "/settings", "/memory", "/history", $"{job}/review"])
        {
            await LookAtAsync(page, path, faults);
        }

        await page.Keyboard.PressAsync("e");
        await CheckAsync(page, "a card that is edited", faults);
        await page.Keyboard.PressAsync("Escape");
        foreach (var key in (string[])["j", "?"])
        {
            await page.Keyboard.PressAsync(key);
            await CheckAsync(page, $"what the key {key} opens", faults);
            await page.Keyboard.PressAsync("Escape");
        }

        await page.Keyboard.PressAsync("ArrowRight");
        await LookAtAsync(page, $"{job}/finish", faults);
        Assert.Empty(faults);
    }

    private static async Task LookAtAsync(IPage page, string path, List<string> faults)
    {
        await page.GotoAsync(path);
        await Assertions.Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Heading).First).ToBeAttachedAsync();
        await CheckAsync(page, path, faults);
    }

    private static async Task CheckAsync(IPage page, string what, List<string> faults)
    {
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToBeVisibleAsync();
        await page.EvaluateAsync(await File.ReadAllTextAsync(Axe));
        var found = await page.EvaluateAsync<JsonElement>(
            "async () => (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)");
        faults.AddRange(found.EnumerateArray().Select(fault => $"{what}: {fault.GetString()}"));
        if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
        {
            faults.Add($"{what}: wider than the screen");
        }
    }
}
