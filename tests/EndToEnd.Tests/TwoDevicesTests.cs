using System.Diagnostics;
using Microsoft.Playwright;

namespace SwipeReview.EndToEnd.Tests;

/// <summary>One person, one deck, two browsers.</summary>
public sealed class TwoDevicesTests(RunningSystem system, ITestOutputHelper output)
{
    /// <summary>A second is what is wanted and what is written down; a busy machine gets more before a test fails.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly string Letter = Path.Combine(AppContext.BaseDirectory, "fixtures", "letter.docx");

    [Fact]
    public async Task A_swipe_and_its_undo_show_on_the_other_device()
    {
        await using var browser = await Browser.StartAsync();
        var (phone, computer, _) = await OpenBothAsync(browser);
        for (var round = 0; round < 3; round++)
        {
            await MeasureAsync("swipe", phone, "ArrowRight", computer, decided: 1);
            await MeasureAsync("undo", phone, "Backspace", computer, decided: 0);
        }

        await MeasureAsync("swipe back", computer, "ArrowLeft", phone, decided: 1);
    }

    [Fact]
    public async Task Of_two_decisions_on_the_same_card_the_later_counts_on_both_though_it_arrives_much_later()
    {
        await using var browser = await Browser.StartAsync();
        var (phone, computer, email) = await OpenBothAsync(browser);
        await phone.UntilOfflineWorksAsync();
        await phone.Context.SetOfflineAsync(true);
        await computer.SwipeAsync("ArrowRight", decided: 1);
        await phone.SwipeAsync("ArrowLeft", decided: 1);
        await phone.WaitForTimeoutAsync(1_000);
        await phone.Context.SetOfflineAsync(false);

        using var api = await ApiClient.LogInAsync(system, email);
        await phone.UntilAsync(async () => (await phone.CountsAsync(api)).GetProperty("rejected").GetInt32() == 1);
        Assert.Equal(0, (await phone.CountsAsync(api)).GetProperty("accepted").GetInt32());
        foreach (var page in new[] { phone, computer })
        {
            await page.ShowsDecidedAsync(1);
            await page.ReloadAsync();
            await page.ShowsDecidedAsync(1);
        }
    }

    private async Task MeasureAsync(string what, IPage here, string key, IPage there, int decided)
    {
        var clock = Stopwatch.StartNew();
        await here.SwipeAsync(key, decided);
        await there.ShowsDecidedAsync(decided);
        output.WriteLine($"{what}: {clock.ElapsedMilliseconds} ms");
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Patience);
    }

    private async Task<(IPage Phone, IPage Computer, string Email)> OpenBothAsync(Browser browser)
    {
        var phone = await browser.OpenAsync(system.Address, width: 360, height: 740);
        var email = await phone.RegisterAsync();
        await phone.OpenDeckAsync(Letter);
        var computer = await browser.OpenAsync(system.Address);
        await computer.LogInToAsync(phone.Url, email);
        await computer.ShowsDecidedAsync(0);
        return (phone, computer, email);
    }
}
