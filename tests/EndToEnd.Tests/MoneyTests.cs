using System.Globalization;
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

    /// <summary>In both directions: the deck and the page of the result say the difference, and only that is paid or given back.</summary>
    [Fact]
    public async Task Decisions_that_change_after_paying_cost_the_difference_or_bring_it_back()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(system.Address);
        using var api = await ApiClient.LogInAsync(system, await page.RegisterAsync());
        var job = await ReadyAsync(api, mistakes: 600);
        using var bulk = await api.PostAsJsonAsync($"/api/v1/jobs/{job}/decisions/bulk", new { filter = new { category = "spelling" }, action = "accept" });
        var accepted = (await bulk.ShouldBeAsync<JsonElement>(HttpStatusCode.OK)).GetProperty("resolved").GetInt32();
        Assert.InRange(accepted, 590, 610); // beyond the allowance by more than the floor's fifty, in both directions below
        var cards = (await api.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/{job}/changes?category=spelling&limit=50")).GetProperty("items").EnumerateArray()
            .Select(change => change.GetProperty("id").GetGuid()).ToArray();

        await DecideAsync(api, job, cards[..20], "reject");
        await PayAsync(page, job, Usd(accepted - 20));

        await DecideAsync(api, job, cards[..20], "accept");
        await page.GotoAsync($"/jobs/{job}/review");
        await Assertions.Expect(page.GetByText("$0.20 more due")).ToBeVisibleAsync(Patiently);
        await PayAsync(page, job, "$0.20");

        await DecideAsync(api, job, cards[..35], "reject");
        await page.GotoAsync($"/jobs/{job}/review");
        await Assertions.Expect(page.GetByText("$0.35 comes back")).ToBeVisibleAsync(Patiently);
        await page.GotoAsync($"/jobs/{job}/finish");
        await Assertions.Expect(page.GetByLabel("Price", new() { Exact = true })).ToContainTextAsync("Comes back to you with the download$0.35");
        await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Download" }).ClickAsync(), new() { Timeout = 60_000 });

        // The newest payment first: all of the difference, and the rest of the first.
        await Eventually.BeTrueAsync(async () =>
            (await api.GetFromJsonAsync<JsonElement>("/api/v1/payments")).GetProperty("items").EnumerateArray().Sum(payment => payment.GetProperty("creditNotes").GetArrayLength()) == 2, "the refunds");
        await page.GotoAsync("/history");
        await Assertions.Expect(page.GetByText("$0.20 given back")).ToBeVisibleAsync(Patiently);
        await Assertions.Expect(page.GetByText($"Paid {Usd(accepted - 20)}, $0.15 of it given back")).ToBeVisibleAsync(Patiently);
    }

    [Fact]
    public async Task An_administrator_gives_money_back_and_the_persons_history_has_its_papers()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(system.Address);
        using var api = await ApiClient.LogInAsync(system, await page.RegisterAsync());
        var job = await ReadyAsync(api, mistakes: 520);
        await AcceptAllAsync(api, job);
        await PayAsync(page, job);
        await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Download" }).ClickAsync(), new() { Timeout = 60_000 });

        await page.GotoAsync("/admin"); // nothing for those who are not
        await Assertions.Expect(page.GetByText("There is no such page")).ToBeVisibleAsync(Patiently);
        using var admin = await ApiClient.AdministrateAsync(system);
        var desk = await browser.OpenAsync(system.Address);
        await desk.LogInAsync(RunningSystem.Administrator);
        await desk.GetByRole(AriaRole.Button, new() { Name = "You and your account" }).ClickAsync();
        await desk.GetByRole(AriaRole.Link, new() { Name = "Administration" }).ClickAsync();
        await Assertions.Expect(desk.GetByText("It balances")).ToBeVisibleAsync(Patiently);
        await desk.GetByRole(AriaRole.Searchbox).FillAsync($"{job}");
        await Assertions.Expect(desk.GetByRole(AriaRole.Link, new() { Name = "$0.50" })).ToHaveCountAsync(1); // the one that was sought
        await desk.GetByRole(AriaRole.Link, new() { Name = "$0.50" }).ClickAsync();
        await GiveBackAsync(desk, "0.20", "a kindness");
        await Assertions.Expect(desk.GetByText("$0.20 · Arrived")).ToBeVisibleAsync(Patiently);
        await Assertions.Expect(desk.GetByText("processor:test").First).ToBeVisibleAsync();
        await GiveBackAsync(desk, "0.30", "asked for it");
        await Assertions.Expect(desk.GetByText("$0.30 · Arrived")).ToBeVisibleAsync(Patiently);
        await Assertions.Expect(desk.GetByText("Refunded", new() { Exact = true })).ToBeVisibleAsync(Patiently);

        await page.GotoAsync("/history");
        await Assertions.Expect(page.GetByText("$0.50 given back")).ToBeVisibleAsync(Patiently);
        foreach (var paper in (string[])["Invoice", "Credit note for $0.20", "Credit note for $0.30"])
        {
            var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = paper }).ClickAsync());
            Assert.Matches($"^{paper[0]}-[0-9]{{4}}-[0-9]{{6}}\\.pdf$", file.SuggestedFilename);
        }

        // What was delivered stays the person's; the ledger still balances.
        using var again = await api.PostAsJsonAsync("/api/v1/downloads", new { jobId = job, format = "clean" });
        Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
        Assert.True((await admin.GetFromJsonAsync<JsonElement>("/api/v1/admin/ledger/check")).GetProperty("holds").GetBoolean());
        await RefundedBeforeDeliveryIsClosedAsync(page, api, admin);
    }

    private static async Task RefundedBeforeDeliveryIsClosedAsync(IPage page, HttpClient api, HttpClient admin)
    {
        var job = await ReadyAsync(api, mistakes: 520); // what was given back gave the month's allowance back, too
        await AcceptAllAsync(api, job);
        await PayAsync(page, job);
        var payment = (await admin.GetFromJsonAsync<JsonElement>($"/api/v1/admin/payments?q={job}")).GetProperty("items")[0].GetProperty("id").GetGuid();
        using var refund = await admin.PostAsJsonAsync($"/api/v1/admin/payments/{payment}/refund", new { reason = "asked for it" });
        Assert.Equal(HttpStatusCode.Created, refund.StatusCode);

        await Eventually.BeTrueAsync(
            async () =>
            {
                using var closed = await api.PostAsJsonAsync("/api/v1/downloads", new { jobId = job, format = "report" });
                return closed.StatusCode == HttpStatusCode.PaymentRequired;
            }, "the download to be closed");
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Pay $0.50" })).ToBeVisibleAsync(Patiently);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Download" })).ToBeDisabledAsync();
    }

    [Fact]
    public async Task A_plan_goes_up_and_down_ends_with_its_period_and_outlasts_a_card_that_declines()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(system.Address);
        await page.RegisterAsync();
        await page.GotoAsync("/plan");
        await PressAsync(page, "Choose Pro");
        await PressAsync(page, "Subscribe"); // on the processor's own page
        await IsPlanAsync(page, "Pro");

        await PressAsync(page, "Upgrade to Enterprise");
        await IsPlanAsync(page, "Enterprise");
        await PressAsync(page, "Change to Pro");
        await Assertions.Expect(page.GetByText("on: Pro. Until then you have all of it.")).ToBeVisibleAsync(Patiently);
        await Assertions.Expect(page.GetByText("Yours next")).ToBeVisibleAsync();
        await IsPlanAsync(page, "Enterprise");

        await PressAsync(page, "Cancel at the end of the period");
        await Assertions.Expect(page.GetByText("Until then you have all of it.")).ToBeVisibleAsync(Patiently);
        await PressAsync(page, "Keep the plan");

        await PressAsync(page, "How you pay");
        await PressAsync(page, "The card declines the renewal");
        await Assertions.Expect(page.GetByText("The last payment did not go through, and your card needs a look.")).ToBeVisibleAsync(Patiently);
        await IsPlanAsync(page, "Enterprise");
        await PressAsync(page, "Pay with another card");
        await PressAsync(page, "Give up trying");
        await Assertions.Expect(page.GetByText("Your plan could not be paid and has stopped.")).ToBeVisibleAsync(Patiently);
        await IsPlanAsync(page, "Free");
        await PressAsync(page, "Pay with another card");
        await PressAsync(page, "Pay with another card"); // now on the processor's own page
        await IsPlanAsync(page, "Enterprise");
    }

    private static Task PressAsync(IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    private static Task IsPlanAsync(IPage page, string plan) =>
        Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = $"Your plan: {plan}" })).ToBeVisibleAsync(Patiently);

    private static async Task GiveBackAsync(IPage desk, string amount, string reason)
    {
        await desk.GetByLabel("Amount in USD").FillAsync(amount);
        await desk.GetByLabel("Reason").FillAsync(reason);
        await PressAsync(desk, "Give back");
    }

    private static async Task DecideAsync(HttpClient api, Guid job, IEnumerable<Guid> changes, string action)
    {
        using var decided = await api.PostAsJsonAsync($"/api/v1/jobs/{job}/decisions", new { decisions = changes.Select(changeId => new { changeId, action }) });
        Assert.Equal(HttpStatusCode.OK, decided.StatusCode);
    }

    /// <summary>What so many accepted changes cost beyond the 500 free ones.</summary>
    private static string Usd(int accepted) => ((accepted - 500) * 0.01m).ToString("$0.00", CultureInfo.InvariantCulture);

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

    private static async Task PayAsync(IPage page, Guid job, string price = "$0.50")
    {
        await page.GotoAsync($"/jobs/{job}/finish");
        await page.GetByRole(AriaRole.Button, new() { Name = $"Pay {price}" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Pay", Exact = true }).ClickAsync(); // on the processor's own page
        await Assertions.Expect(page.GetByText("Paid. Thank you.")).ToBeVisibleAsync(Patiently);
    }
}
