using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard.Wire;
using HealthStatus = Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus;
using ResourceCommandState = Aspire.Hosting.ApplicationModel.ResourceCommandState;

namespace SwipeReview.AppHost.Tests.Dashboard;

public sealed class WatchResourcesTests : DashboardFixture
{
    [Fact]
    public async Task What_is_there_comes_first_and_what_changes_comes_after()
    {
        var storage = new Thing("storage");
        await PublishAsync(storage, snapshot => snapshot with { State = "Starting" });
        await PublishAsync(new Thing("identity"), snapshot => snapshot with { State = "Running" });
        await using var updates = Watch();

        await updates.MoveNextAsync();
        Assert.Equal(["identity Running", "storage Starting"], updates.Current.InitialData.Resources.Select(r => $"{r.DisplayName} {r.State}").Order());

        await PublishAsync(storage, snapshot => snapshot with { State = "Running" });
        await updates.MoveNextAsync();
        var change = Assert.Single(updates.Current.Changes.Value);
        Assert.Equal("storage Running", $"{change.Upsert.Name} {change.Upsert.State}");
    }

    [Fact]
    public async Task The_first_update_comes_at_once_though_there_is_no_resource_yet()
    {
        await using var updates = Watch();

        await updates.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(5));

        Assert.Empty(updates.Current.InitialData.Resources);
    }

    [Fact]
    public async Task Everything_that_a_snapshot_says_arrives()
    {
        var started = new DateTime(2026, 1, 20, 10, 30, 0, DateTimeKind.Utc);
        var thing = new Thing("gateway")
        {
            Annotations = { new ResourceCommandAnnotation("stop", "Stop", _ => ResourceCommandState.Disabled, _ => Task.FromResult(CommandResults.Success()), "Stop", isHighlighted: true) },
        };
        await PublishAsync(thing, snapshot => snapshot with
        {
            ResourceType = "Project",
            State = new ResourceStateSnapshot("Running", "success"),
            StartTimeStamp = started,
            EnvironmentVariables = [new("ConnectionStrings__identitydb", "Host=…", IsFromSpec: true)],
            Properties =
            [
                new("executable.pid", 4711),
                new("executable.args", ImmutableArray.Create("run", "--now")),
                new("resource.connectionString", "Password=…") { IsSensitive = true },
            ],
            Urls = [new("http", "http://localhost:8080", IsInternal: false) { DisplayProperties = new("Door", 1) }],
            HealthReports = [new("ready", HealthStatus.Degraded, "slow", null), new("asked-soon", null, null, null)],
            Relationships = [new("identity", "Reference")],
        });
        await using var updates = Watch();
        await updates.MoveNextAsync();

        var gateway = Assert.Single(updates.Current.InitialData.Resources);

        Assert.Equal(("Project", "Running", "success", started), (gateway.ResourceType, gateway.State, gateway.StateStyle, gateway.StartedAt.ToDateTime()));
        Assert.Equal("ConnectionStrings__identitydb=Host=…", gateway.Environment.Select(e => $"{e.Name}={e.Value}").Single());
        Assert.Equal(4711, gateway.Properties.Single(p => p.Name == "executable.pid").Value.NumberValue);
        Assert.Equal(["run", "--now"], gateway.Properties.Single(p => p.Name == "executable.args").Value.ListValue.Values.Select(v => v.StringValue));
        Assert.Equal("resource.connectionString", gateway.Properties.Single(p => p.IsSensitive).Name);
        Assert.Equal("http http://localhost:8080 Door", gateway.Urls.Select(u => $"{u.EndpointName} {u.FullUrl} {u.DisplayProperties.DisplayName}").Single());
        Assert.Equal(Aspire.Hosting.Dashboard.Wire.HealthStatus.Degraded, gateway.HealthReports.Single(r => r.Key == "ready").Status);
        Assert.False(gateway.HealthReports.Single(r => r.Key == "asked-soon").HasStatus);
        Assert.Equal("identity Reference", gateway.Relationships.Select(r => $"{r.ResourceName} {r.Type}").Single());
        Assert.Equal("stop Stop Disabled True", gateway.Commands.Select(c => $"{c.Name} {c.DisplayName} {c.State} {c.IsHighlighted}").Single());
    }

    [Fact]
    public async Task Replicas_are_told_apart_by_name_and_share_the_display_name()
    {
        var worker = new Thing("jobs-worker");
        await Resources.PublishUpdateAsync(worker, "jobs-worker-a", snapshot => snapshot);
        await Resources.PublishUpdateAsync(worker, "jobs-worker-b", snapshot => snapshot);
        await using var updates = Watch();

        await updates.MoveNextAsync();

        Assert.Equal(
            ["jobs-worker-a jobs-worker", "jobs-worker-b jobs-worker"],
            updates.Current.InitialData.Resources.Select(r => $"{r.Name} {r.DisplayName}").Order());
    }

    [Fact]
    public async Task Of_a_thousand_quick_changes_the_last_one_arrives()
    {
        var jobs = new Thing("jobs");
        await using var updates = Watch();
        await updates.MoveNextAsync();

        for (var i = 1; i <= 1000; i++)
            await PublishAsync(jobs, snapshot => snapshot with { State = $"{i}" });

        var messages = 0;
        do
        {
            await updates.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(5));
            messages++;
        }
        while (updates.Current.Changes.Value[^1].Upsert.State != "1000");
        Assert.InRange(messages, 1, 1000);
    }

    private IAsyncEnumerator<WatchResourcesUpdate> Watch() =>
        Client.StreamAsync("WatchResources", new WatchResourcesRequest(), WatchResourcesUpdate.Parser).GetAsyncEnumerator();
}
