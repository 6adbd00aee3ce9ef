using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard.Wire;
using ResourceCommandState = Aspire.Hosting.ApplicationModel.ResourceCommandState;

namespace SwipeReview.AppHost.Tests.Dashboard;

public sealed class ExecuteCommandTests : DashboardFixture
{
    [Fact]
    public async Task A_command_runs_on_the_replica_it_was_pressed_on()
    {
        string? stopped = null;
        var worker = new Thing("jobs-worker")
        {
            Annotations =
            {
                Command("stop", context =>
                {
                    stopped = context.ResourceName;
                    return CommandResults.Success();
                }),
            },
        };
        await Resources.PublishUpdateAsync(worker, "jobs-worker-b", snapshot => snapshot);

        var response = await ExecuteAsync("jobs-worker-b", "stop");

        Assert.Equal(ResourceCommandResponseKind.Succeeded, response.Kind);
        Assert.Equal("jobs-worker-b", stopped);
    }

    [Fact]
    public async Task A_refusal_arrives_with_its_reason()
    {
        var jobs = new Thing("jobs") { Annotations = { Command("stop", _ => CommandResults.Failure("still busy")) } };
        await PublishAsync(jobs, snapshot => snapshot);

        var response = await ExecuteAsync("jobs", "stop");

        Assert.Equal((ResourceCommandResponseKind.Failed, "still busy"), (response.Kind, response.Message));
    }

    [Fact]
    public async Task A_command_that_was_called_off_is_no_failure()
    {
        var jobs = new Thing("jobs") { Annotations = { Command("stop", _ => CommandResults.Canceled()) } };
        await PublishAsync(jobs, snapshot => snapshot);

        Assert.Equal(ResourceCommandResponseKind.Cancelled, (await ExecuteAsync("jobs", "stop")).Kind);
    }

    [Fact]
    public async Task An_unknown_resource_or_command_fails_with_its_name()
    {
        await PublishAsync(new Thing("jobs"), snapshot => snapshot);

        Assert.Contains("nobody", (await ExecuteAsync("nobody", "stop")).Message);
        Assert.Contains("dance", (await ExecuteAsync("jobs", "dance")).Message);
    }

    private static ResourceCommandAnnotation Command(string name, Func<ExecuteCommandContext, ExecuteCommandResult> execute) =>
        new(name, name, _ => ResourceCommandState.Enabled, context => Task.FromResult(execute(context)));

    private Task<ResourceCommandResponse> ExecuteAsync(string resource, string command) => Client.UnaryAsync(
        "ExecuteResourceCommand", new ResourceCommandRequest { ResourceName = resource, CommandName = command }, ResourceCommandResponse.Parser);
}
