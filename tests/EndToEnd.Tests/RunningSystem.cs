using SwipeReview.NativeServers;
using SwipeReview.Testing;

namespace SwipeReview.EndToEnd.Tests;

/// <summary>One system for all tests. At the end it is asked to stop, and the run fails when that takes too long or leaves a process behind.</summary>
public sealed class RunningSystem : IAsyncLifetime
{
    /// <summary>Who administers the system, and sets a password by mail.</summary>
    public const string Administrator = "administrator@example.org";

    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    private WholeSystem system = null!;

    public Uri Address => system.Address;

    public Uri Dashboard => system.Dashboard;

    public string Output => system.Output;

    public async ValueTask InitializeAsync()
    {
        await NativeInstaller.EnsureInstalledAsync("chromium", Browser.Path, Console.WriteLine);
        system = await WholeSystem.StartAsync(new Dictionary<string, string>(StringComparer.Ordinal) { ["Identity__Administrators__Emails__0"] = Administrator });
    }

    public async ValueTask DisposeAsync()
    {
        await using (system)
        {
            Assert.Empty(await system.StopAsync());
            Assert.InRange(system.StopTime, TimeSpan.Zero, StopLimit);
        }
    }
}
