using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using SwipeReview.Testing;

namespace SwipeReview.EndToEnd.Tests;

/// <summary>What the deck does with what it has learned, seen by the person whom it learned from.</summary>
public sealed class LearningTests(RunningSystem system)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task What_was_rejected_is_hidden_in_the_next_review_and_can_be_brought_back()
    {
        const string text = "We recieved a letter on on Monday.\n";
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(system.Address);
        using var api = await ApiClient.LogInAsync(system, await page.RegisterAsync());
        var first = await ReadyAsync(api, text);
        await DecideAsync(api, first, await PendingAsync(api, first), "reject");

        var second = await ReadyAsync(api, text);
        Assert.Empty(await PendingAsync(api, second));
        await page.GotoAsync($"/jobs/{second}/review");
        await page.GetByRole(AriaRole.Button, new() { Name = "Hidden: " }).ClickAsync();
        var hidden = page.GetByRole(AriaRole.Dialog, new() { Name = "Hidden" });
        await Assertions.Expect(hidden).ToContainTextAsync("You rejected");
        await hidden.GetByRole(AriaRole.Button, new() { Name = "Bring back" }).First.ClickAsync();

        await Eventually.BeTrueAsync(async () => (await PendingAsync(api, second)).Length > 0, "a card that is back");
        await page.GotoAsync($"/jobs/{second}/review");
        await Assertions.Expect(page.GetByRole(AriaRole.Article, new() { Name = "Proposed change" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_autopilot_offers_decides_is_checked_and_gives_everything_back()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(system.Address);
        using var api = await ApiClient.LogInAsync(system, await page.RegisterAsync());
        var first = await ReadyAsync(api, Lines(from: 1, count: 100));
        foreach (var some in (await PendingAsync(api, first)).Chunk(20))
        {
            await DecideAsync(api, first, some, "accept");
        }

        var job = await ReadyAsync(api, Lines(from: 1001, count: 40));

        // It wants to have been right in this document, too.
        await DecideAsync(api, job, [.. (await PendingAsync(api, job)).Take(12)], "accept");
        var open = await PendingAsync(api, job);
        await page.GotoAsync($"/jobs/{job}/review");
        await page.GetByRole(AriaRole.Button, new() { Name = "Autopilot", Exact = true }).ClickAsync();
        var autopilot = page.GetByRole(AriaRole.Dialog, new() { Name = "Autopilot" });
        var tolerance = autopilot.GetByRole(AriaRole.Radio, new() { Name = "5%", Exact = true });
        await tolerance.ClickAsync(new() { Force = true }); // it is the label that is seen
        await Assertions.Expect(tolerance).ToBeCheckedAsync(); // once the server has answered for it
        await autopilot.GetByRole(AriaRole.Button, new() { Name = "Let it decide" }).ClickAsync();
        await Assertions.Expect(autopilot).ToBeHiddenAsync();
        var held = await PendingAsync(api, job);
        Assert.InRange(held.Length, 5, open.Length - 10);

        for (var card = 0; card < held.Length; card++)
        {
            await page.Keyboard.PressAsync("a");
            await page.WaitForTimeoutAsync(200);
        }

        await Eventually.BeTrueAsync(async () => (await PendingAsync(api, job)).Length == 0, "a deck that is decided");
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Autopilot", Exact = true }).ClickAsync();
        await Assertions.Expect(autopilot).ToContainTextAsync("You agreed with");
        await autopilot.GetByRole(AriaRole.Button, new() { Name = "Take all" }).ClickAsync();

        await Eventually.BeTrueAsync(async () => (await PendingAsync(api, job)).Length == open.Length - held.Length, "what the autopilot decided, open again");
    }

    [Fact]
    public async Task The_memory_says_in_words_what_was_learned_forgets_it_and_takes_it_in_again()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(system.Address);
        using var api = await ApiClient.LogInAsync(system, await page.RegisterAsync());
        var job = await ReadyAsync(api, Lines(from: 1, count: 9));
        await DecideAsync(api, job, await PendingAsync(api, job), "reject");

        await page.GotoAsync("/memory");
        var row = page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Listitem).Filter(new() { HasText = "recieved" }).First;
        await Assertions.Expect(row).ToContainTextAsync("9");
        var export = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Export" }).ClickAsync());
        var kept = await export.PathAsync();
        using (var forgotten = await api.DeleteAsync("/api/v1/memory"))
        {
            Assert.Equal(HttpStatusCode.NoContent, forgotten.StatusCode);
        }

        await page.ReloadAsync();
        await Assertions.Expect(page.GetByText("recieved")).ToHaveCountAsync(0);
        await page.GetByLabel("A memory that was exported").SetInputFilesAsync(kept);

        await Assertions.Expect(row).ToContainTextAsync("9");
    }

    private static string Lines(int from, int count) =>
        string.Concat(Enumerable.Range(from, count).Select(number => $"We recieved letter {number} yesterday.\n\n"));

    private static async Task<Guid> ReadyAsync(HttpClient api, string text)
    {
        var job = await api.ReviewAsync(text);
        await Eventually.BeTrueAsync(
            async () => (await api.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/{job}")).GetProperty("status").GetString() == "ready", "a job that is ready", Patience);
        return job;
    }

    private static async Task<Guid[]> PendingAsync(HttpClient api, Guid job)
    {
        var page = await api.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/{job}/changes?state=pending&limit=200");
        return [.. page.GetProperty("items").EnumerateArray().Select(change => change.GetProperty("id").GetGuid())];
    }

    private static async Task DecideAsync(HttpClient api, Guid job, Guid[] changes, string action)
    {
        Assert.NotEmpty(changes);
        using var decided = await api.PostAsJsonAsync(
            $"/api/v1/jobs/{job}/decisions", new { decisions = changes.Select(changeId => new { id = Guid.CreateVersion7(), changeId, action }) });
        await decided.ShouldBeAsync<JsonElement>(HttpStatusCode.OK);
    }
}
