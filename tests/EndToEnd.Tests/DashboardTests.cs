using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace SwipeReview.EndToEnd.Tests;

public sealed partial class DashboardTests(RunningSystem system)
{
    [Fact]
    public async Task The_dashboard_shows_every_resource_running_and_a_review_as_one_trace()
    {
        using (var person = await ApiClient.RegisterAsync(system))
        {
            await person.ReviewAsync("I recieved alot of mail.");
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

        // From the gateway over the service and the broker to a worker, the router and its models.
        var trace = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "POST /api/v1/jobs" });
        foreach (var part in (string[])["gateway", "jobs-worker", "llmrouter", "local-models"])
        {
            trace = trace.Filter(new() { HasText = part });
        }

        await Assertions.Expect(trace.First).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }

    [GeneratedRegex(@"http://\S+/login\?t=\w+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LoginUrl { get; }
}
