using System.Diagnostics;
using System.Globalization;
using SwipeReview.NativeServers;
using SwipeReview.Testing;

namespace SwipeReview.EndToEnd.Tests;

/// <summary>One system for all tests. At the end it is asked to stop, and the run fails when that takes too long or leaves a process behind.</summary>
public sealed class RunningSystem : IAsyncLifetime
{
    /// <summary>Ten seconds for a machine that does nothing else; other test projects run beside this one.</summary>
    private static TimeSpan StopLimit =>
        TimeSpan.FromSeconds(10) * Math.Max(1, double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture) / Environment.ProcessorCount / 4);

    private WholeSystem system = null!;

    public Uri Address => system.Address;

    public Uri Dashboard => system.Dashboard;

    public string Output => system.Output;

    public async ValueTask InitializeAsync()
    {
        await NativeInstaller.EnsureInstalledAsync("chromium", Browser.Path, Console.WriteLine);
        system = await WholeSystem.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await using (system)
        {
            var stopping = Stopwatch.GetTimestamp();
            var left = await system.StopAsync();
            Assert.InRange(Stopwatch.GetElapsedTime(stopping), TimeSpan.Zero, StopLimit);
            Assert.Empty(left);
        }
    }
}
