using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace SwipeReview.EndToEnd.Tests;

/// <summary>A deck under a network that goes and comes back, in a real browser with its service worker.</summary>
public sealed class OfflineTests(RunningSystem system)
{
    private static readonly string Letter = Path.Combine(AppContext.BaseDirectory, "fixtures", "letter.docx");

    [Fact]
    public async Task What_is_decided_without_network_survives_a_reload_and_arrives_once_when_it_is_back()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(system.Address, width: 360, height: 740);
        var email = await page.RegisterAsync();
        await page.OpenDeckAsync(Letter);
        await page.UntilOfflineWorksAsync();

        await page.Context.SetOfflineAsync(true);
        await page.SwipeAsync("ArrowRight", decided: 1);
        await page.SwipeAsync("ArrowLeft", decided: 2);
        await Assertions.Expect(page.GetByText("Offline: 2 decisions kept on this device")).ToBeVisibleAsync();

        await page.ReloadAsync();
        await page.ShowsDecidedAsync(2);
        await page.SwipeAsync("ArrowRight", decided: 3);
        await page.SwipeAsync("Backspace", decided: 2);
        await page.SwipeAsync("ArrowUp", decided: 3);

        await page.Context.SetOfflineAsync(false);
        using var api = await ApiClient.LogInAsync(system, email);
        await page.UntilAsync(async () => (await page.CountsAsync(api)).GetProperty("skipped").GetInt32() == 1);
        var counts = await page.CountsAsync(api);
        Assert.Equal((1, 1, 1), (counts.GetProperty("accepted").GetInt32(), counts.GetProperty("rejected").GetInt32(), counts.GetProperty("skipped").GetInt32()));
        await page.UntilAsync(async () => await page.EvaluateAsync<string>(UnsentInStorage) == "0");
    }

    [Fact]
    public async Task What_a_closed_page_could_not_send_the_next_start_sends_whichever_page_that_is()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(system.Address);
        var email = await page.RegisterAsync();
        await page.OpenDeckAsync(Letter);
        await page.UntilOfflineWorksAsync();
        var deck = page.Url;
        await page.Context.SetOfflineAsync(true);
        await page.SwipeAsync("ArrowRight", decided: 1);
        var context = page.Context;
        await page.CloseAsync();
        await context.SetOfflineAsync(false);

        var other = await context.NewPageAsync();
        await other.GotoAsync("/account");
        using var api = await ApiClient.LogInAsync(system, email);
        await other.UntilAsync(async () => (await other.CountsAsync(api, deck)).GetProperty("accepted").GetInt32() == 1);
    }

    [Fact]
    public async Task The_app_can_be_installed_and_its_cache_holds_nothing_of_anybody()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(system.Address);
        await page.RegisterAsync();
        await page.OpenDeckAsync(Letter);
        await page.UntilOfflineWorksAsync();

        var devtools = await page.Context.NewCDPSessionAsync(page);
        var errors = (await devtools.SendAsync("Page.getInstallabilityErrors"))!.Value.GetProperty("installabilityErrors").EnumerateArray();
        // A test's browser remembers nothing, which is the one reason it may have.
        Assert.DoesNotContain(errors, error => error.GetProperty("errorId").GetString() != "in-incognito");
        var cached = await page.EvaluateAsync<string[]>(
            "async () => (await Promise.all((await caches.keys()).map(async name => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)))).flat()");
        Assert.Contains("/index.html", cached);
        Assert.DoesNotContain(cached, path => path.StartsWith("/api", StringComparison.Ordinal));
    }

    private const string UnsentInStorage =
        """
        () => new Promise(resolve => {
          const opened = indexedDB.open("swipereview");
          opened.onsuccess = () => {
            const counted = opened.result.transaction("decisions").objectStore("decisions").count();
            counted.onsuccess = () => resolve(String(counted.result));
          };
        })
        """;
}

/// <summary>What a person does and sees at a deck.</summary>
internal static partial class DeckSteps
{
    public static async Task OpenDeckAsync(this IPage page, string file)
    {
        await page.ReviewAsync(file);
        await page.GetByRole(AriaRole.Link, new() { Name = "Review changes" }).ClickAsync();
        await page.ShowsDecidedAsync(0);
    }

    public static async Task SwipeAsync(this IPage page, string key, int decided)
    {
        await page.Keyboard.PressAsync(key);
        await page.ShowsDecidedAsync(decided);
    }

    public static Task ShowsDecidedAsync(this IPage page, int count) =>
        Assertions.Expect(page.GetByText(new Regex($"^{count} of \\d+$", RegexOptions.None, TimeSpan.FromSeconds(1)))).ToBeVisibleAsync();

    /// <summary>The worker controls the page, and the deck is kept with its cards, not only as the empty one that it was first.</summary>
    public static async Task UntilOfflineWorksAsync(this IPage page)
    {
        await page.WaitForFunctionAsync("() => navigator.serviceWorker.controller !== null");
        await page.WaitForFunctionAsync(
            """
            () => new Promise(resolve => {
              const opened = indexedDB.open("swipereview");
              opened.onsuccess = () => {
                const keys = opened.result.transaction("answers").objectStore("answers").getAll();
                keys.onsuccess = () => { opened.result.close(); resolve(keys.result.some(({ key, size }) => key.endsWith('"changes"]') && size > 1000)); };
              };
            })
            """);
    }

    public static async Task<JsonElement> CountsAsync(this IPage page, HttpClient api, string? deck = null) =>
        (await api.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/{JobId.Match(deck ?? page.Url).Groups["id"].Value}")).GetProperty("counts");

    public static async Task UntilAsync(this IPage page, Func<Task<bool>> holds)
    {
        for (var attempt = 0; !await holds(); attempt++)
        {
            Assert.True(attempt < 100, "It did not come to that.");
            await page.WaitForTimeoutAsync(200);
        }
    }

    [GeneratedRegex("/jobs/(?<id>[0-9a-f-]+)", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex JobId { get; }
}
