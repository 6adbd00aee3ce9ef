using Aspire.Hosting;
using Microsoft.Playwright;
using SwipeReview.AppHost.Tests.Hosting;
using SwipeReview.NativeServers;

namespace SwipeReview.AppHost.Tests.Dashboard;

/// <summary>Aspire's own dashboard over a running application of one resource, and a browser to look at it.</summary>
public sealed class DashboardInBrowser : IAsyncLifetime
{
    public const string Secret = "hush-hush-4711";

    private const string Chromium = "/usr/bin/chromium";

    private readonly TestApplication _application = new(hasDashboard: true);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public string Url => _application.Builder.Configuration[KnownConfigNames.DashboardUrl]!;

    public string LoginUrl => $"{Url}/login?t={_application.Builder.Configuration[KnownConfigNames.BrowserToken]}";

    public async ValueTask InitializeAsync()
    {
        await NativeInstaller.EnsureInstalledAsync("chromium", Chromium, Console.WriteLine);
        _application.AddEcho("echo").WithEnvironment("PASSWORD", Secret);
        await _application.StartAsync();
        await _application.HealthyAsync("echo");
        await _application.HealthyAsync("aspire-dashboard");
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
        });
    }

    /// <summary>A page of somebody who has never been here.</summary>
    public async Task<IPage> OpenAsync()
    {
        var context = await _browser!.NewContextAsync(new() { ViewportSize = new() { Width = 1400, Height = 900 } });
        context.SetDefaultTimeout((float)TestApplication.Patience.TotalMilliseconds);
        return await context.NewPageAsync();
    }

    /// <summary>A page of somebody who followed the link that the AppHost printed.</summary>
    public async Task<IPage> LogInAsync()
    {
        var page = await OpenAsync();
        await page.GotoAsync(LoginUrl);
        await page.WaitForURLAsync(url => !url.Contains("/login", StringComparison.Ordinal));
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        await _application.DisposeAsync();
    }
}
