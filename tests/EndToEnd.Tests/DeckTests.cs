using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using SwipeReview.Testing;

namespace SwipeReview.EndToEnd.Tests;

/// <summary>What the deck does besides one card at a time, in a browser over the whole system.</summary>
public sealed class DeckTests(RunningSystem system)
{
    private static readonly FilePayload Letters = new()
    {
        Name = "letters.txt",
        MimeType = "text/plain",
        Buffer = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, 6).Select(number => $"We recieved letter {number} on on Monday.\n\n"))),
    };

    [Fact]
    public async Task Cards_of_one_kind_are_judged_together_and_taken_back_in_one_step()
    {
        await using var desk = await OpenAsync();
        await desk.Page.Keyboard.PressAsync("g");
        var together = desk.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(together).ToContainTextAsync("6 cards like this");
        await Assertions.Expect(together).ToContainTextAsync("in this document and no other");

        await together.GetByRole(AriaRole.Button, new() { Name = "Accept these 6" }).ClickAsync();
        await desk.ShouldCountAsync(accepted: 6, rejected: 0);
        await desk.Page.Keyboard.PressAsync("Backspace");

        await desk.ShouldCountAsync(accepted: 0, rejected: 0);
    }

    [Fact]
    public async Task What_is_taken_back_can_be_made_again_to_any_depth_and_after_a_reload_taken_back_still()
    {
        await using var desk = await OpenAsync();
        await desk.PressAsync("ArrowRight", "ArrowLeft", "ArrowRight");
        await desk.ShouldCountAsync(accepted: 2, rejected: 1);
        await desk.PressAsync("Backspace", "Backspace", "Backspace");
        await desk.ShouldCountAsync(accepted: 0, rejected: 0);
        await desk.PressAsync("y", "y");
        await desk.ShouldCountAsync(accepted: 1, rejected: 1);

        await desk.Page.ReloadAsync();
        await desk.Page.ShowsDecidedAsync(2);
        await desk.PressAsync("Backspace", "Backspace");

        await desk.ShouldCountAsync(accepted: 0, rejected: 0);
    }

    [Fact]
    public async Task A_card_is_flagged_found_in_the_list_of_all_and_by_a_filter()
    {
        await using var desk = await OpenAsync();
        await desk.PressAsync("f");
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Button, new() { Name = "1 flagged" })).ToBeVisibleAsync();

        await desk.PressAsync("j");
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Listbox, new() { Name = "All cards" })).ToBeFocusedAsync();
        await desk.PressAsync("End", "Enter");
        await Assertions.Expect(desk.Card).ToContainTextAsync("6 on");

        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "1 flagged" }).ClickAsync();
        await desk.PressAsync("a");
        await desk.ShouldCountAsync(accepted: 1, rejected: 0);
    }

    [Fact]
    public async Task Swapped_directions_and_a_key_of_ones_own_hold_for_keys_and_swipes()
    {
        await using var desk = await OpenAsync();
        await desk.Page.EvaluateAsync("""localStorage.setItem("swipereview.settings", JSON.stringify({ acceptsToTheRight: false, keys: { skip: ["l"] } }))""");
        await desk.Page.ReloadAsync();
        await Assertions.Expect(desk.Card).ToBeVisibleAsync();

        await desk.PressAsync("ArrowRight", "ArrowLeft", "l");
        await desk.ShouldCountAsync(accepted: 1, rejected: 1, skipped: 1);
        await desk.DragAsync(300);

        await desk.ShouldCountAsync(accepted: 1, rejected: 2, skipped: 1);
    }

    private async Task<Desk> OpenAsync()
    {
        var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(system.Address);
        var api = await ApiClient.LogInAsync(system, await page.RegisterAsync());
        await page.ReviewAsync(Letters);
        await page.GetByRole(AriaRole.Link, new() { Name = "Review changes" }).ClickAsync();
        var desk = new Desk(browser, page, api, Guid.Parse(new Uri(page.Url).Segments[2].TrimEnd('/')));
        await Assertions.Expect(desk.Card).ToBeVisibleAsync();
        return desk;
    }

    /// <summary>A deck in a browser, and what the server says of it.</summary>
    private sealed class Desk(Browser browser, IPage page, HttpClient api, Guid job) : IAsyncDisposable
    {
        public IPage Page => page;

        public ILocator Card => page.GetByRole(AriaRole.Article, new() { Name = "Proposed change" });

        public async Task PressAsync(params string[] keys)
        {
            foreach (var key in keys)
            {
                await page.Keyboard.PressAsync(key);
                await page.WaitForTimeoutAsync(150);
            }
        }

        public async Task DragAsync(int distance)
        {
            var box = (await Card.BoundingBoxAsync())!;
            var (x, y) = (box.X + (box.Width / 2), box.Y + 30);
            await page.Mouse.MoveAsync(x, y);
            await page.Mouse.DownAsync();
            await page.Mouse.MoveAsync(x + distance, y, new() { Steps = 12 });
            await page.Mouse.UpAsync();
        }

        public async Task ShouldCountAsync(int accepted, int rejected, int skipped = 0) => await Eventually.BeTrueAsync(
            async () =>
            {
                var counts = (await api.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/{job}")).GetProperty("counts");
                return (counts.GetProperty("accepted").GetInt32(), counts.GetProperty("rejected").GetInt32(), counts.GetProperty("skipped").GetInt32()) == (accepted, rejected, skipped);
            },
            $"{accepted} accepted, {rejected} rejected and {skipped} skipped");

        public async ValueTask DisposeAsync()
        {
            api.Dispose();
            await browser.DisposeAsync();
        }
    }
}
