using System.Collections.Concurrent;
using System.Diagnostics;
using SwipeReview.NativeServers;

namespace SwipeReview.Testing;

/// <summary>A service as a process of its own: killed as only the kernel can, and started again on the same port.</summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    private const int LinesKept = 200;
    private const int FaultsKept = 20;
    private const int LinesOfAFault = 16;
    private const int LinesThatTell = 3; // the request, the exception, and what caused it
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2); // on a busy machine

    private readonly string[] command;
    private readonly string folder;
    private readonly Dictionary<string, string?> environment;
    private readonly string health;
    private readonly ConcurrentQueue<string> lines = new();
    private readonly List<List<string>> faults = [];
    private readonly int port = FreePort.Take();
    private Process? process;
    private List<string>? fault;

    /// <param name="command">The program and its arguments.</param>
    /// <param name="folder">Where it runs, below the repository's root.</param>
    /// <param name="settings">Configuration (<c>A:B</c>) or environment variables; <c>{port}</c> in a value is its port.</param>
    /// <param name="health">The route that answers 2xx once it is ready.</param>
    public ServiceProcess(string name, string[] command, string folder, IReadOnlyDictionary<string, string?> settings, string health = "/alive")
    {
        (Name, this.command, this.folder, this.health) = (name, command, Path.Combine(Repository.Root, folder), health);
        environment = settings.ToDictionary(
            setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value?.Replace("{port}", $"{port}", StringComparison.Ordinal), StringComparer.Ordinal);
    }

    public string Name { get; }

    public Uri Address => new($"http://127.0.0.1:{port}");

    public bool IsRunning => process is { HasExited: false };

    /// <exception cref="NullReferenceException">It was not started.</exception>
    public int ProcessId => process!.Id;

    /// <summary>The last that it said, over all its starts.</summary>
    public IReadOnlyCollection<string> LastWords => lines;

    /// <summary>Requests that it failed to answer, and why: one for each cause.</summary>
    public IReadOnlyList<string> Faults
    {
        get
        {
            lock (faults)
            {
                return [.. faults.Select(fault => string.Join('\n', fault))];
            }
        }
    }

    /// <summary>One of ours, from the caller's kind of build, as the AppHost would start it.</summary>
    /// <param name="project">Its folder in <c>services</c>.</param>
    public static ServiceProcess Of(string name, string project, IReadOnlyDictionary<string, string?> settings)
    {
        var build = new DirectoryInfo(AppContext.BaseDirectory); // bin/Debug/net10.0
        var program = Path.Combine(Repository.Root, "services", project, "bin", build.Parent!.Name, build.Name, $"SwipeReview.{project}.dll");
        var all = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:{port}",
            ["DOTNET_gcServer"] = "0",
            ["DOTNET_GCConserveMemory"] = "5",
            ["DOTNET_GCgen0size"] = "0x800000",
            ["DOTNET_TieredPGO"] = "0",
            ["Logging:LogLevel:Default"] = "Warning",
            ["MALLOC_ARENA_MAX"] = "2",
        };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        return new ServiceProcess(name, ["dotnet", program], Path.Combine("services", project), all);
    }

    /// <summary>Returns when it answers.</summary>
    /// <exception cref="InvalidOperationException">It ended instead; the message has its last words.</exception>
    public async Task StartAsync()
    {
        await DisposeAsync(); // a process that nobody holds any more would outlive the tests
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine(); // unread, it would stop when the pipe is full
        process.BeginErrorReadLine();
        using var http = new HttpClient { BaseAddress = Address };
        await Eventually.BeTrueAsync(() => AnswersAsync(http), Name, Patience);
    }

    /// <summary>SIGKILL: nothing of it runs any more when this returns.</summary>
    public async Task KillAsync()
    {
        if (process is { } running)
        {
            running.Kill();
            await running.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process?.Dispose();
        process = null;
    }

    private async Task<bool> AnswersAsync(HttpClient http)
    {
        if (process!.HasExited)
        {
            throw new InvalidOperationException($"{Name} ended with code {process.ExitCode}:\n{string.Join('\n', lines)}");
        }

        try
        {
            using var answer = await http.GetAsync(health);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // it does not listen yet
        }
    }

    private void Keep(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        lines.Enqueue(line);
        KeepFault(line);
        while (lines.Count > LinesKept)
        {
            lines.TryDequeue(out _);
        }
    }

    /// <summary>An entry of the log begins with its level; what follows is indented. Of those with one cause the first is kept.</summary>
    private void KeepFault(string line)
    {
        lock (faults)
        {
            if (!char.IsWhiteSpace(line[0]))
            {
                fault = line.StartsWith("fail: ", StringComparison.Ordinal) && line.Contains("ExceptionToEnvelope", StringComparison.Ordinal) ? [] : null;
            }
            else if (fault is { Count: < LinesOfAFault })
            {
                fault.Add(line);
                if (fault.Count == LinesThatTell && faults.Count < FaultsKept && !faults.Any(known => known.Take(LinesThatTell).Skip(1).SequenceEqual(fault.Skip(1))))
                {
                    faults.Add(fault);
                }
            }
        }
    }
}
