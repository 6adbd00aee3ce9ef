using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using SwipeReview.Testing;

namespace SwipeReview.EndToEnd.Tests;

/// <summary>What is owed, paid and given back, in a browser, with the built-in test processor and the usual prices: 500 changes a month are free.</summary>
public sealed class MoneyTests(RunningSystem system)
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patiently = new() { Timeout = 30_000 };

    [Fact]
    public async Task Who_accepts_nothing_owes_nothing_and_gets_the_file()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(system.Address);
        var email = await page.RegisterAsync();
        using var api = await ApiClient.LogInAsync(system, email);
        var job = await ReadyAsync(api, mistakes: 3);

        await page.GotoAsync($"/jobs/{job}/finish");

        await Assertions.Expect(page.GetByText("Nothing is due")).ToBeVisibleAsync(Patiently);
        await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Download" }).ClickAsync(), new() { Timeout = 60_000 });
    }

    [Fact]
    public async Task What_goes_beyond_the_allowance_is_paid_first_and_then_downloaded()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(system.Address);
        using var api = await ApiClient.LogInAsync(system, await page.RegisterAsync());
        var job = await ReadyAsync(api, mistakes: 520);
        await AcceptAllAsync(api, job);
        using var early = await api.PostAsJsonAsync("/api/v1/downloads", new { jobId = job, format = "clean" });
        Assert.Equal(HttpStatusCode.PaymentRequired, early.StatusCode);

        await page.GotoAsync($"/jobs/{job}/review");
        await Assertions.Expect(page.GetByText("$0.50 due")).ToBeVisibleAsync(Patiently);
        await PayAsync(page, job);
        await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Download" }).ClickAsync(), new() { Timeout = 60_000 });

        await page.GotoAsync("/history");
        await Assertions.Expect(page.GetByText("Paid $0.50")).ToBeVisibleAsync(Patiently);
        var invoice = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Invoice" }).ClickAsync());
        Assert.EndsWith(".pdf", invoice.SuggestedFilename, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_takes_all_back_before_the_download_gets_the_money_back()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(system.Address);
        using var api = await ApiClient.LogInAsync(system, await page.RegisterAsync());
        var job = await ReadyAsync(api, mistakes: 520);
        var batch = await AcceptAllAsync(api, job);
        await PayAsync(page, job);

        using var undone = await api.PostAsync($"/api/v1/jobs/{job}/decisions/bulk/{batch}/undo", content: null);
        Assert.Equal(HttpStatusCode.OK, undone.StatusCode);
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByText("Nothing is due")).ToBeVisibleAsync(Patiently);
        await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Download" }).ClickAsync(), new() { Timeout = 60_000 });

        await Eventually.BeTrueAsync(async () =>
            (await api.GetFromJsonAsync<JsonElement>("/api/v1/payments")).GetProperty("items").EnumerateArray().Any(payment => payment.GetProperty("status").GetString() == "refunded"), "the refund");
        await page.GotoAsync("/history");
        await Assertions.Expect(page.GetByText("$0.50 given back")).ToBeVisibleAsync(Patiently);
    }

    private static async Task<Guid> ReadyAsync(HttpClient api, int mistakes)
    {
        var job = await api.ReviewAsync(string.Concat(Enumerable.Range(1, mistakes).Select(number => $"I like number {number} alot.\n\n")));
        await Eventually.BeTrueAsync(
            async () => (await api.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/{job}")).GetProperty("status").GetString() == "ready", "the cards", TimeSpan.FromMinutes(3));
        return job;
    }

    private static async Task<Guid> AcceptAllAsync(HttpClient api, Guid job)
    {
        using var accepted = await api.PostAsJsonAsync($"/api/v1/jobs/{job}/decisions/bulk", new { filter = new { category = "spelling" }, action = "accept" });
        var answer = await accepted.ShouldBeAsync<JsonElement>(HttpStatusCode.OK);
        Assert.InRange(answer.GetProperty("resolved").GetInt32(), 501, 550); // beyond the allowance, and below the floor's fifty
        return answer.GetProperty("batchId").GetGuid();
    }

    private static async Task PayAsync(IPage page, Guid job)
    {
        await page.GotoAsync($"/jobs/{job}/finish");
        await page.GetByRole(AriaRole.Button, new() { Name = "Pay $0.50" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Pay", Exact = true }).ClickAsync(); // on the processor's own page
        await Assertions.Expect(page.GetByText("Paid. Thank you.")).ToBeVisibleAsync(Patiently);
    }
}
