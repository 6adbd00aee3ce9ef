using System.Diagnostics;

namespace SwipeReview.AppHost.Tests.Startup;

/// <summary>The whole system, started as a person starts it.</summary>
public sealed class WholeSystemTests : IDisposable
{
    private static readonly TimeSpan OrphanLimit = TimeSpan.FromMinutes(1);

    private const double StopLimit = 10; // seconds

    private readonly TestData _data = new();

    [Fact]
    public async Task It_gets_ready_stops_in_time_and_finds_its_data_after_a_kill()
    {
        string[] secrets;
        await using (var first = Start())
        {
            Assert.Matches(@"^SwipeReview is ready: http://localhost:\d+   dashboard: http://localhost:\d+$", await first.SaysAsync("SwipeReview is ready"));
            secrets = await SecretsAsync();
            Assert.True(first.HasLeftProcesses());

            Assert.Equal(0, await first.TerminateAsync());
            Assert.False(first.HasLeftProcesses());
            Assert.InRange(double.Parse((await first.SaysAsync("SwipeReview has stopped, in ")).Split(' ')[^2]), 0, StopLimit);
        }

        await using (var second = Start())
        {
            await second.SaysAsync("SwipeReview is ready");
            Assert.Equal(secrets, await SecretsAsync());

            second.Kill();
            await second.ExitCodeAsync();
            await NoneLeftAsync(second);
        }
    }

    public void Dispose() => _data.Dispose();

    private AppHostProcess Start() => AppHostProcess.Start("--port", "0", "--dashboard-port", "0", "--infra", "native", "--data", _data.Path);

    private Task<string[]> SecretsAsync() => File.ReadAllLinesAsync(_data.File("parameters.json"));

    private static async Task NoneLeftAsync(AppHostProcess appHost)
    {
        var started = Stopwatch.GetTimestamp();
        while (appHost.HasLeftProcesses())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < OrphanLimit, "A process outlived the AppHost.");
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }
    }
}
