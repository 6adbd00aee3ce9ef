using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using SwipeReview.Testing;

namespace SwipeReview.EndToEnd.Tests;

/// <summary>A deck that its person leaves, and what becomes of what they decided.</summary>
public sealed class LeavingTests(RunningSystem system)
{
    private static readonly string Letter = Path.Combine(AppContext.BaseDirectory, "fixtures", "letter.docx");

    [Fact]
    public async Task What_was_decided_without_network_is_sent_when_it_is_back_and_no_page_is_open()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(system.Address, width: 360, height: 740);
        var email = await page.RegisterAsync();
        await page.OpenDeckAsync(Letter);
        await page.UntilOfflineWorksAsync();
        using var api = await ApiClient.LogInAsync(system, email);
        var deck = page.Url;
        var blank = await page.Context.NewPageAsync(); // the browser stays; no page of the app does

        await page.Context.SetOfflineAsync(true);
        await page.SwipeAsync("ArrowRight", decided: 1);
        await page.SwipeAsync("ArrowLeft", decided: 2);
        await page.CloseAsync();
        await blank.WaitForTimeoutAsync(1_000);
        Assert.Equal((0, 0), await JudgedAsync(blank, api, deck));

        await blank.Context.SetOfflineAsync(false);
        await blank.UntilAsync(async () => await JudgedAsync(blank, api, deck) == (1, 1));
    }

    [Fact]
    public async Task A_page_that_comes_back_as_it_was_left_shows_what_was_decided_elsewhere_meanwhile()
    {
        await using var browser = await Browser.StartAsync(keepsPages: true);
        var page = await browser.OpenAsync(system.Address);
        var email = await page.RegisterAsync();
        await page.OpenDeckAsync(Letter);
        await page.UntilOfflineWorksAsync();
        using var api = await ApiClient.LogInAsync(system, email);
        await page.SwipeAsync("ArrowRight", decided: 1);
        await page.UntilAsync(async () => await JudgedAsync(page, api) == (1, 0));
        await page.EvaluateAsync("() => { window.isAsItWasLeft = false; addEventListener('pageshow', ({ persisted }) => { window.isAsItWasLeft = persisted; }); }");
        var deck = page.Url;
        await page.GotoAsync("/health");

        var other = await browser.OpenAsync(system.Address);
        await other.LogInToAsync(deck, email);
        await other.ShowsDecidedAsync(1);
        await other.SwipeAsync("ArrowLeft", decided: 2);
        await other.UntilAsync(async () => await JudgedAsync(other, api) == (1, 1));

        await page.EvaluateAsync("() => history.back()");
        await page.WaitForFunctionAsync("() => window.isAsItWasLeft === true");
        await page.ShowsDecidedAsync(2);
        await page.SwipeAsync("ArrowUp", decided: 3);
        await other.ShowsDecidedAsync(3);
    }

    [Fact]
    public async Task A_reload_without_network_at_once_after_two_swipes_shows_both_and_the_server_gets_each_once()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(system.Address);
        var email = await page.RegisterAsync();
        await page.OpenDeckAsync(Letter);
        await page.UntilOfflineWorksAsync();
        using var api = await ApiClient.LogInAsync(system, email);
        await page.Context.SetOfflineAsync(true);
        // Who reloads at once is faster than the browser's database, here each time.
        await page.EvaluateAsync("() => { IDBObjectStore.prototype.put = () => { throw new DOMException('Too late.', 'AbortError'); }; }");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.ReloadAsync();

        await page.ShowsDecidedAsync(2);
        await page.Keyboard.PressAsync("j");
        var cards = page.GetByRole(AriaRole.Listbox, new() { Name = "All cards" });
        await Assertions.Expect(cards.GetByText("Accepted", new() { Exact = true })).ToHaveCountAsync(1);
        await Assertions.Expect(cards.GetByText("Rejected", new() { Exact = true })).ToHaveCountAsync(1);
        Assert.Equal((0, 0), await JudgedAsync(page, api));

        await page.Context.SetOfflineAsync(false);
        await page.UntilAsync(async () => await JudgedAsync(page, api) == (1, 1));
        // Decisions of a card are a pile: had one been counted twice, one undo would not empty it.
        await UndoOnceAsync(api, deck: page.Url, cards: 2);
        await page.UntilAsync(async () => await JudgedAsync(page, api) == (0, 0));
        await page.ShowsDecidedAsync(0);
    }

    private static async Task<(int Accepted, int Rejected)> JudgedAsync(IPage page, HttpClient api, string? deck = null)
    {
        var counts = await page.CountsAsync(api, deck);
        return (counts.GetProperty("accepted").GetInt32(), counts.GetProperty("rejected").GetInt32());
    }

    /// <summary>Takes the topmost decision off each card that has one.</summary>
    private static async Task UndoOnceAsync(HttpClient api, string deck, int cards)
    {
        var job = new Uri(deck).Segments[2].TrimEnd('/');
        var changes = await api.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/{job}/changes?limit=100");
        var decided = changes.GetProperty("items").EnumerateArray()
            .Where(change => change.GetProperty("decision").ValueKind == JsonValueKind.Object)
            .Select(change => new { id = Guid.CreateVersion7(), changeId = change.GetProperty("id").GetGuid(), action = "undo" })
            .ToArray();
        Assert.Equal(cards, decided.Length);
        using var answer = await api.PostAsJsonAsync($"/api/v1/jobs/{job}/decisions", new { decisions = decided });
        await answer.ShouldBeAsync<JsonElement>(HttpStatusCode.OK);
    }
}
