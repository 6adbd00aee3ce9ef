using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using SwipeReview.Testing;

namespace SwipeReview.Benchmarks;

/// <summary>The whole system, started by its AppHost as a person would start it, on free ports and with data of its own.</summary>
internal sealed partial class RunningSystem : IAsyncDisposable
{
    private const string Marker = "SWIPEREVIEW_BENCHMARK_RUN";
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(8); // a first start installs packages and builds the web app
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(30);

    private readonly string run = Guid.CreateVersion7().ToString("n");
    private readonly string data = TestFolder.Create();
    private readonly ConcurrentQueue<string> output = new();
    private readonly TaskCompletionSource<Uri> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process appHost;

    private RunningSystem()
    {
        appHost = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [AppHostProgram(), "--port", "0", "--dashboard-port", "0", "--data", data])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment =
                {
                    // The engine hands our environment down to every process.
                    [Marker] = run,
                    // One machine plays all people here: its limits are those of one address, and not what is measured.
                    ["Gateway__Limits__PerUser"] = "100000000",
                    ["Gateway__Limits__PerAddress"] = "100000000",
                },
            },
        };
        appHost.OutputDataReceived += (_, line) => Listen(line.Data);
        appHost.ErrorDataReceived += (_, line) => Listen(line.Data);
    }

    /// <summary>Where a person would open it.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary><see cref="Stopwatch.GetTimestamp"/> of when it was ready.</summary>
    public long ReadySince { get; private set; }

    public static async Task<RunningSystem> StartAsync(CancellationToken cancellationToken)
    {
        var system = new RunningSystem();
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

    public IReadOnlyList<SystemProcess> Processes() => SystemProcess.WithVariable(Marker, run);

    /// <summary>The gateway's own port, and the address at which it calls a service: no one else is told of them.</summary>
    public (Uri Gateway, Uri Service) Behind(string service)
    {
        var gateway = Processes().Single(process => process.Resource == "gateway").Environment;
        return (new Uri(gateway["ASPNETCORE_URLS"]), new Uri(gateway[$"services__{service}__http__0"]));
    }

    public async ValueTask DisposeAsync()
    {
        using (var terminate = Process.Start("kill", ["-TERM", $"{appHost.Id}"]))
        {
            await terminate.WaitForExitAsync();
        }

        await appHost.WaitForExitAsync().WaitAsync(StopPatience);
        appHost.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private async Task GetReadyAsync(CancellationToken cancellationToken)
    {
        appHost.Start();
        appHost.BeginOutputReadLine();
        appHost.BeginErrorReadLine();
        var first = await Task.WhenAny(ready.Task, appHost.WaitForExitAsync(cancellationToken), Task.Delay(StartPatience, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        if (first != ready.Task)
        {
            throw new InvalidOperationException($"The system did not become ready:\n{string.Join('\n', output)}");
        }

        Address = await ready.Task;
        ReadySince = Stopwatch.GetTimestamp();
    }

    private void Listen(string? line)
    {
        output.Enqueue(line ?? "");
        if (ReadyLine.Match(line ?? "") is { Success: true } match)
        {
            ready.TrySetResult(new Uri(match.Groups["address"].Value));
        }
    }

    /// <summary>From the build that these benchmarks are of, in the same configuration.</summary>
    private static string AppHostProgram()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory); // tests/Benchmarks/bin/Release/net10.0
        var repository = output.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
        return Path.Combine(repository, "AppHost", "bin", output.Parent.Name, output.Name, "SwipeReview.AppHost.dll");
    }

    [GeneratedRegex(@"^SwipeReview is ready: (?<address>http://\S+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ReadyLine { get; }
}
