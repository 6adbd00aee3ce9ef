using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SwipeReview.AppHost.Tests.Hosting;

public sealed class ExecutableTests
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero });

    [Fact]
    public async Task A_process_is_reached_through_its_port_and_gone_after_the_stop()
    {
        int process;
        await using (var application = new TestApplication())
        {
            var echo = application.AddEcho("echo");
            await application.StartAsync();
            await application.HealthyAsync("echo");

            process = int.Parse(await Http.GetStringAsync(echo.GetEndpoint("http").Url));
            Assert.True(Exists(process));
        }

        Assert.False(Exists(process));
    }

    [Fact]
    public async Task Replicas_share_one_port_and_have_names_of_their_own()
    {
        await using var application = new TestApplication();
        var echo = application.AddEcho("echo").WithAnnotation(new ReplicaAnnotation(2));
        await application.StartAsync();
        await application.UntilAsync("echo", change => change is { ResourceId: "echo-1", Snapshot.ResourceReady: not null });
        await application.UntilAsync("echo", change => change is { ResourceId: "echo-2", Snapshot.ResourceReady: not null });

        var answered = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 50 && answered.Count < 2; i++)
            answered.Add(await Http.GetStringAsync(echo.GetEndpoint("http").Url));

        Assert.Equal(2, answered.Count);
    }

    [Fact]
    public async Task Restart_replaces_the_process_behind_the_same_port()
    {
        await using var application = new TestApplication();
        var echo = application.AddEcho("echo");
        await application.StartAsync();
        await application.HealthyAsync("echo");
        var before = await Http.GetStringAsync(echo.GetEndpoint("http").Url);

        var outcome = await application.Service<ResourceCommandService>().ExecuteCommandAsync("echo", KnownResourceCommands.RestartCommand);
        Assert.True(outcome.Success, outcome.ErrorMessage);
        await application.HealthyAsync("echo");

        Assert.NotEqual(before, await Http.GetStringAsync(echo.GetEndpoint("http").Url));
        Assert.False(Exists(int.Parse(before)));
    }

    [Fact]
    public async Task A_stopped_process_can_be_started_again()
    {
        await using var application = new TestApplication();
        application.AddEcho("echo");
        await application.StartAsync();
        await application.HealthyAsync("echo");
        var commands = application.Service<ResourceCommandService>();

        await commands.ExecuteCommandAsync("echo", KnownResourceCommands.StopCommand);
        var stopped = await application.UntilAsync("echo", change => KnownResourceStates.TerminalStates.Contains(change.Snapshot.State!.Text));
        Assert.Equal(ResourceCommandState.Enabled, stopped.Snapshot.Commands.Single(command => command.Name == KnownResourceCommands.StartCommand).State);

        await commands.ExecuteCommandAsync("echo", KnownResourceCommands.StartCommand);
        await application.HealthyAsync("echo");
    }

    [Fact]
    public async Task Console_lines_come_with_numbers()
    {
        await using var application = new TestApplication();
        application.AddEcho("echo");
        await application.StartAsync();

        using var patience = new CancellationTokenSource(TestApplication.Patience);
        await foreach (var batch in application.Service<ResourceLoggerService>().WatchAsync("echo").WithCancellation(patience.Token))
        {
            Assert.Equal(new LogLine(1, "listening", IsErrorMessage: false), batch[0]);
            break;
        }
    }

    [Fact]
    public async Task A_program_that_is_missing_is_reported()
    {
        await using var application = new TestApplication();
        application.Builder.AddExecutable("nothing", "/no/such/program", "/");
        await application.StartAsync();

        var failed = await application.UntilAsync("nothing", change => change.Snapshot.State?.Text == KnownResourceStates.FailedToStart);
        Assert.Equal(KnownResourceStateStyles.Error, failed.Snapshot.State!.Style);
    }

    [Fact]
    public async Task Who_waits_starts_after_what_happens_when_the_other_is_ready()
    {
        await using var application = new TestApplication();
        var order = new List<string>();
        var first = application.AddEcho("first").OnResourceReady(async (_, _, cancellationToken) =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(300), cancellationToken);
            order.Add("first is ready");
        });
        application.AddEcho("second").WaitFor(first).OnBeforeResourceStarted((_, _, _) =>
        {
            order.Add("second starts");
            return Task.CompletedTask;
        });
        await application.StartAsync();
        await application.HealthyAsync("second");

        Assert.Equal(["first is ready", "second starts"], order);
    }

    [Fact]
    public async Task Who_waits_for_the_start_alone_does_not_wait_for_an_answer()
    {
        await using var application = new TestApplication();
        var mute = application.Builder.AddExecutable("mute", "sleep", "/", "600").WithHttpEndpoint().WithHttpHealthCheck("/");
        application.AddEcho("second").WaitForStart(mute);
        await application.StartAsync();

        await application.HealthyAsync("second");
        var state = application.Resources.CurrentOf(mute.Resource).Single().Snapshot;
        Assert.Equal(KnownResourceStates.Running, state.State!.Text);
        Assert.NotEqual(HealthStatus.Healthy, state.HealthStatus);
    }

    private static bool Exists(int process) => Process.GetProcesses().Any(other => other.Id == process);
}
