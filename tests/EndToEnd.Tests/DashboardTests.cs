using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace SwipeReview.EndToEnd.Tests;

public sealed partial class DashboardTests(RunningSystem system)
{
    [Fact]
    public async Task The_dashboard_shows_every_resource_running_and_a_request_as_one_trace()
    {
        using (var http = new HttpClient { BaseAddress = system.Address })
        {
            await http.PostAsync("/api/v1/auth/login", new StringContent("""{"email":"nobody@example.org","password":"wrong"}""", System.Text.Encoding.UTF8, "application/json"));
        }

        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(system.Dashboard, width: 1600, height: 1000);
        await page.GotoAsync(LoginUrl.Match(system.Output).Value);
        foreach (var resource in (string[])["gateway", "identity", "storage", "jobs", "jobs-worker-1", "jobs-worker-2", "llmrouter", "local-models", "payment", "delivery", "notification", "postgres", "redis", "rabbitmq"])
        {
            await Assertions.Expect(page.GetByText(resource, new() { Exact = true }).First).ToBeVisibleAsync();
        }

        await Assertions.Expect(page.GetByText("Running").First).ToBeVisibleAsync();
        await page.GotoAsync(new Uri(system.Dashboard, "/traces").ToString());
        await Assertions.Expect(page.GetByText("POST /api/v1/auth/", new() { Exact = false }).First).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }

    [GeneratedRegex(@"http://\S+/login\?t=\w+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LoginUrl { get; }
}
