using Microsoft.Playwright;

namespace SwipeReview.EndToEnd.Tests;

/// <summary>The system's own Chromium, headless, at a size of one's choice.</summary>
internal sealed class Browser : IAsyncDisposable
{
    public const string Path = "/usr/bin/chromium";

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private Browser(IPlaywright playwright, IBrowser browser)
    {
        this.playwright = playwright;
        this.browser = browser;
    }

    /// <param name="keepsPages">Goes back to a page as it was left, as people's browsers do; a test's reads it anew.</param>
    public static async Task<Browser> StartAsync(bool keepsPages = false)
    {
        var playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(30_000);
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Path,
            IgnoreDefaultArgs = keepsPages ? ["--disable-back-forward-cache"] : null,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
        return new Browser(playwright, browser);
    }

    /// <summary>A page of its own session. Whatever the page complains about on its console ends the test.</summary>
    public async Task<IPage> OpenAsync(Uri address, int width = 1280, int height = 900, bool hasTouch = false)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = height },
            HasTouch = hasTouch,
            AcceptDownloads = true,
        });
        context.SetDefaultTimeout(30_000);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
