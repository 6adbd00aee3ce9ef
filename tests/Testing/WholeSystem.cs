using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace SwipeReview.Testing;

/// <summary>
/// All of SwipeReview, started by its AppHost as a person would start it: on free ports, with data of its own. The
/// AppHost is that of the caller's build; a project that uses this builds it by a reference.
/// </summary>
public sealed partial class WholeSystem : IAsyncDisposable
{
    private const string Marker = "SWIPEREVIEW_TEST_RUN"; // the engine hands the environment down to every process
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(8); // a first start installs packages and builds the web app
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(30);

    private readonly string run = Guid.CreateVersion7().ToString("n");
    private readonly string data = TestFolder.Create();
    private readonly ConcurrentQueue<string> output = new();
    private readonly TaskCompletionSource<Match> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process appHost = new();

    private WholeSystem(IReadOnlyDictionary<string, string>? settings)
    {
        var build = new DirectoryInfo(AppContext.BaseDirectory); // bin/Debug/net10.0
        var program = Path.Combine(Repository.Root, "AppHost", "bin", build.Parent!.Name, build.Name, "SwipeReview.AppHost.dll");
        var start = new ProcessStartInfo("dotnet", [program, "--port", "0", "--dashboard-port", "0", "--data", data])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[Marker] = run;
        foreach (var (name, value) in settings ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        appHost.StartInfo = start;
        appHost.OutputDataReceived += (_, line) => Listen(line.Data);
        appHost.ErrorDataReceived += (_, line) => Listen(line.Data);
    }

    /// <summary>Where a person would open it.</summary>
    public Uri Address { get; private set; } = null!;

    public Uri Dashboard { get; private set; } = null!;

    /// <summary>From being asked to having stopped, by the AppHost's own clock: it can't help what a busy machine does before and after.</summary>
    public TimeSpan StopTime => TimeSpan.FromSeconds(double.Parse(StoppedLine.Match(Output).Groups["seconds"].Value, CultureInfo.InvariantCulture));

    /// <summary>What the AppHost has said.</summary>
    public string Output => string.Join('\n', output);

    /// <summary>Returns when it is ready.</summary>
    /// <param name="settings">Configuration as environment variables, for every process.</param>
    public static async Task<WholeSystem> StartAsync(IReadOnlyDictionary<string, string>? settings = null, CancellationToken cancellationToken = default)
    {
        var system = new WholeSystem(settings);
        system.appHost.Start();
        try
        {
            await system.GetReadyAsync(cancellationToken);
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    /// <summary>All that run for it, from the AppHost on.</summary>
    public IReadOnlyList<SystemProcess> Processes() => SystemProcess.WithVariable(Marker, run);

    /// <summary>Asks it to stop, as a service manager does, and returns when the AppHost has ended.</summary>
    /// <returns>What it left behind.</returns>
    public async Task<IReadOnlyList<SystemProcess>> StopAsync()
    {
        var running = Processes();
        using (var terminate = Process.Start("kill", ["-TERM", $"{appHost.Id}"]))
        {
            await terminate.WaitForExitAsync();
        }

        await appHost.WaitForExitAsync().WaitAsync(StopPatience);
        return [.. running.Where(process => process.IsAlive())];
    }

    public async ValueTask DisposeAsync()
    {
        if (!appHost.HasExited)
        {
            await StopAsync();
        }

        appHost.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private async Task GetReadyAsync(CancellationToken cancellationToken)
    {
        appHost.BeginOutputReadLine();
        appHost.BeginErrorReadLine();
        var first = await Task.WhenAny(ready.Task, appHost.WaitForExitAsync(cancellationToken), Task.Delay(StartPatience, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        if (first != ready.Task)
        {
            throw new InvalidOperationException($"The system did not become ready:\n{Output}");
        }

        var line = await ready.Task;
        Address = new Uri(line.Groups["web"].Value);
        Dashboard = new Uri(line.Groups["dashboard"].Value);
    }

    private void Listen(string? line)
    {
        output.Enqueue(line ?? "");
        if (ReadyLine.Match(line ?? "") is { Success: true } match)
        {
            ready.TrySetResult(match);
        }
    }

    [GeneratedRegex(@"^SwipeReview is ready: (?<web>http://\S+)   dashboard: (?<dashboard>http://\S+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ReadyLine { get; }

    [GeneratedRegex(@"^SwipeReview has stopped, in (?<seconds>[0-9.]+) s\.$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StoppedLine { get; }
}
