using Microsoft.Playwright;

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
        var deck = page.Url;
        var blank = await page.Context.NewPageAsync(); // no page of the app: the worker is reached from it
        var worker = await Worker.OfAsync(blank, system.Address);

        await page.Context.SetOfflineAsync(true);
        await page.SwipeAsync("ArrowRight", decided: 1);
        await page.SwipeAsync("ArrowLeft", decided: 2);
        await page.CloseAsync();
        await blank.Context.SetOfflineAsync(false);
        await worker.SyncAsync();

        using var api = await ApiClient.LogInAsync(system, email);
        await blank.UntilAsync(async () => await blank.CountsAsync(api, deck) is var counts
            && (counts.GetProperty("accepted").GetInt32(), counts.GetProperty("rejected").GetInt32()) == (1, 1));
    }

    [Fact]
    public async Task A_page_that_comes_back_as_it_was_left_shows_what_was_decided_elsewhere_meanwhile()
    {
        await using var browser = await Browser.StartAsync(keepsPages: true);
        var page = await browser.OpenAsync(system.Address);
        var email = await page.RegisterAsync();
        await page.OpenDeckAsync(Letter);
        await page.SwipeAsync("ArrowRight", decided: 1);
        await page.EvaluateAsync("() => { window.isAsItWasLeft = false; addEventListener('pageshow', ({ persisted }) => { window.isAsItWasLeft = persisted; }); }");
        var deck = page.Url;
        await page.GotoAsync("/health");

        var other = await page.Context.NewPageAsync();
        await other.GotoAsync(deck);
        await other.ShowsDecidedAsync(1);
        await other.SwipeAsync("ArrowLeft", decided: 2);
        using var api = await ApiClient.LogInAsync(system, email);
        await other.UntilAsync(async () => (await other.CountsAsync(api)).GetProperty("rejected").GetInt32() == 1);

        await page.EvaluateAsync("() => history.back()");
        await page.WaitForFunctionAsync("() => window.isAsItWasLeft === true");
        await page.ShowsDecidedAsync(2);
        await page.SwipeAsync("ArrowUp", decided: 3);
        await other.ShowsDecidedAsync(3);
    }

    /// <summary>The app's service worker, as the browser wakes it when the network is back.</summary>
    private sealed class Worker(ICDPSession devtools, string origin, string registration)
    {
        public static async Task<Worker> OfAsync(IPage page, Uri address)
        {
            var devtools = await page.Context.NewCDPSessionAsync(page);
            var origin = address.GetLeftPart(UriPartial.Authority);
            var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            devtools.Event("ServiceWorker.workerRegistrationUpdated").OnEvent += (_, told) =>
            {
                foreach (var one in told!.Value.GetProperty("registrations").EnumerateArray())
                {
                    if (one.GetProperty("scopeURL").GetString() == $"{origin}/")
                    {
                        found.TrySetResult(one.GetProperty("registrationId").GetString()!);
                    }
                }
            };
            await devtools.SendAsync("ServiceWorker.enable");
            return new Worker(devtools, origin, await found.Task.WaitAsync(TimeSpan.FromSeconds(30)));
        }

        public Task SyncAsync() => devtools.SendAsync("ServiceWorker.dispatchSyncEvent", new()
        {
            ["origin"] = origin, ["registrationId"] = registration, ["tag"] = "swipereview.decisions", ["lastChance"] = false,
        });
    }
}
