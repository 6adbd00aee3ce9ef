using Aspire.Hosting.Dashboard.Wire;

namespace SwipeReview.AppHost.Tests.Dashboard;

public sealed class WatchConsoleLogsTests : DashboardFixture
{
    [Fact]
    public async Task Lines_kept_come_first_and_new_ones_follow()
    {
        Logs.Append("jobs", "up", isErrorMessage: false);
        await using var updates = Watch(new() { ResourceName = "jobs" }).GetAsyncEnumerator();

        await updates.MoveNextAsync();
        Assert.Equal("1 up False", Assert.Single(updates.Current.LogLines.Select(Text)));

        Logs.Append("jobs", "down", isErrorMessage: true);
        await updates.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(5));
        Assert.Equal("2 down True", Assert.Single(updates.Current.LogLines.Select(Text)));
    }

    [Fact]
    public async Task Without_follow_the_stream_ends_after_the_lines_kept()
    {
        for (var i = 1; i <= 1500; i++)
            Logs.Append("jobs", $"line {i}", isErrorMessage: false);

        var lines = new List<ConsoleLogLine>();
        await foreach (var update in Watch(new() { ResourceName = "jobs", SuppressFollow = true }))
            lines.AddRange(update.LogLines);

        Assert.Equal(Enumerable.Range(1, 1500), lines.Select(line => line.LineNumber));
    }

    [Fact]
    public async Task One_resource_does_not_show_the_lines_of_another()
    {
        Logs.Append("storage", "mine", isErrorMessage: false);
        Logs.Append("jobs", "other", isErrorMessage: false);
        await using var updates = Watch(new() { ResourceName = "storage" }).GetAsyncEnumerator();

        await updates.MoveNextAsync();

        Assert.Equal("mine", Assert.Single(updates.Current.LogLines).Text);
    }

    private static string Text(ConsoleLogLine line) => $"{line.LineNumber} {line.Text} {line.IsStdErr}";

    private IAsyncEnumerable<WatchResourceConsoleLogsUpdate> Watch(WatchResourceConsoleLogsRequest request) =>
        Client.StreamAsync("WatchResourceConsoleLogs", request, WatchResourceConsoleLogsUpdate.Parser);
}
