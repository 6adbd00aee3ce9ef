using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SwipeReview.AppHost.Tests.Dashboard;

public sealed class BrowserTests(DashboardInBrowser dashboard) : IClassFixture<DashboardInBrowser>
{
    private static readonly LocatorAssertionsToContainTextOptions Patiently = new() { Timeout = 60_000 };

    [Fact]
    public async Task Without_the_token_there_is_only_the_login_page()
    {
        var page = await dashboard.OpenAsync();

        await page.GotoAsync(dashboard.Url);

        Assert.Contains("/login", page.Url);
        await page.GotoAsync($"{dashboard.Url}/login?t=guess");
        Assert.Contains("/login", page.Url);
        await Expect(Row(page)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_resource_is_stopped_and_started_by_its_buttons()
    {
        var page = await dashboard.LogInAsync();
        await Expect(Row(page)).ToContainTextAsync("Running", Patiently);

        await Row(page).GetByTitle("Stop").ClickAsync();
        await Expect(Row(page)).Not.ToContainTextAsync("Running", Patiently);

        await Row(page).GetByTitle("Start").ClickAsync();
        await Expect(Row(page)).ToContainTextAsync("Running", Patiently);
    }

    [Fact]
    public async Task The_console_shows_what_the_process_writes()
    {
        var page = await dashboard.LogInAsync();

        await Expect(Row(page)).ToContainTextAsync("Running", Patiently);
        await Row(page).GetByTitle("Console logs").ClickAsync();

        await Expect(page.Locator("body")).ToContainTextAsync("listening", Patiently);
    }

    [Fact]
    public async Task Environment_variables_are_masked_until_somebody_asks()
    {
        var page = await dashboard.LogInAsync();

        await Row(page).GetByText("echo", new() { Exact = true }).First.ClickAsync();

        await Expect(page.Locator("body")).ToContainTextAsync("PASSWORD", Patiently);
        Assert.DoesNotContain(DashboardInBrowser.Secret, await page.Locator("body").InnerTextAsync());
    }

    [Fact]
    public async Task The_page_does_not_say_that_the_connection_is_lost()
    {
        var page = await dashboard.LogInAsync();
        await Expect(Row(page)).ToContainTextAsync("Running", Patiently);

        await page.WaitForTimeoutAsync(10_000);

        Assert.DoesNotMatch("(?i)connection|disconnected|reconnect", await page.Locator("body").InnerTextAsync());
    }

    private static ILocator Row(IPage page) => page.Locator("tr", new() { HasText = "echo" }).First;
}
