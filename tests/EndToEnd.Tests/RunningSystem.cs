using System.Diagnostics;
using System.Text.RegularExpressions;
using SwipeReview.NativeServers;
using SwipeReview.Testing;

namespace SwipeReview.EndToEnd.Tests;

/// <summary>
/// The whole system, started by its AppHost as a person would start it, on free ports and with a data folder of its own.
/// At the end it is asked to stop, and the run fails when that takes over ten seconds or leaves a process behind.
/// </summary>
public sealed partial class RunningSystem : IAsyncLifetime
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(8); // a first start installs packages and builds the web app
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(10);

    private readonly List<string> output = [];
    private readonly string data = TestFolder.Create();
    private Process appHost = null!;

    public Uri Address { get; private set; } = null!;

    public Uri Dashboard { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await NativeInstaller.EnsureInstalledAsync("chromium", Browser.Path, Console.WriteLine);
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Path.Combine(Npm.Root, "AppHost"), UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Path.Combine(Npm.Root, "AppHost", "bin", configuration, "net10.0", "SwipeReview.AppHost.dll"), "--port", "0", "--dashboard-port", "0", "--data", data])
        {
            start.ArgumentList.Add(argument);
        }

        appHost = Process.Start(start)!;
        var ready = new TaskCompletionSource<Match>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Listen(object _, DataReceivedEventArgs line)
        {
            lock (output)
            {
                output.Add(line.Data ?? "");
            }

            if (Ready.Match(line.Data ?? "") is { Success: true } match)
            {
                ready.TrySetResult(match);
            }
        }

        appHost.OutputDataReceived += Listen;
        appHost.ErrorDataReceived += Listen;
        appHost.BeginOutputReadLine();
        appHost.BeginErrorReadLine();
        var first = await Task.WhenAny(ready.Task, appHost.WaitForExitAsync(), Task.Delay(StartPatience));
        Assert.True(first == ready.Task, $"The system did not become ready:\n{Output()}");
        Address = new Uri(ready.Task.Result.Groups["web"].Value);
        Dashboard = new Uri(ready.Task.Result.Groups["dashboard"].Value);
    }

    /// <summary>Every process whose command line or environment has this system's data folder or that the AppHost started.</summary>
    public IReadOnlyList<int> Processes() => Descendants.Of(appHost.Id);

    public string Output()
    {
        lock (output)
        {
            return string.Join('\n', output);
        }
    }

    public async ValueTask DisposeAsync()
    {
        var running = Processes();
        using (var stop = Process.Start("kill", ["-TERM", $"{appHost.Id}"]))
        {
            await stop.WaitForExitAsync();
        }

        var waited = Stopwatch.StartNew();
        var ended = await Task.WhenAny(appHost.WaitForExitAsync(), Task.Delay(StopPatience)) is not null && appHost.HasExited;
        await Eventually.BeTrueAsync(() => Task.FromResult(!running.Any(Descendants.IsAlive)), $"the end of {string.Join(", ", running.Where(Descendants.IsAlive))}", StopPatience - waited.Elapsed + TimeSpan.FromSeconds(1));
        Assert.True(ended, $"The AppHost did not stop within {StopPatience.TotalSeconds} s:\n{Output()}");
        appHost.Dispose();
        Directory.Delete(data, recursive: true);
    }

    [GeneratedRegex(@"^SwipeReview is ready: (?<web>http://\S+)   dashboard: (?<dashboard>http://\S+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ready { get; }
}
