using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;

namespace SwipeReview.AppHost.Tests.Startup;

/// <summary>The real AppHost, in a process of its own, with what it says.</summary>
internal sealed class AppHostProcess : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private const string MarkerVariable = "SWIPEREVIEW_TEST_RUN";

    private readonly Process _process;
    private readonly string _marker;
    private readonly ConcurrentQueue<string> _lines = new();

    private AppHostProcess(Process process)
    {
        _process = process;
        _marker = Guid.CreateVersion7().ToString("n");
        process.StartInfo.Environment[MarkerVariable] = _marker;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public static string Repository { get; } = Path.GetDirectoryName(
        typeof(Aspire.Hosting.DistributedApplication).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "AppHostDirectory").Value!)!;

    public string Output => string.Join(Environment.NewLine, _lines);

    public static AppHostProcess Start(params string[] args) => new(new Process
    {
        StartInfo = new ProcessStartInfo("dotnet", [typeof(Aspire.Hosting.DistributedApplication).Assembly.Location, .. args])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        },
    });

    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    /// <summary>Waits until it says so.</summary>
    public async Task<string> SaysAsync(string text)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            if (_lines.FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal)) is { } said)
                return said;
            if (_process.HasExited || Stopwatch.GetElapsedTime(started) > Patience)
                Assert.Fail($"It never said '{text}', but: {Output}");
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }

    /// <summary>Whether anything runs that this AppHost started, by however many hands: the environment is handed down.</summary>
    public bool HasLeftProcesses() =>
        Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)).Any(folder => Environ(folder).Contains(_marker, StringComparison.Ordinal));

    public void Kill() => _process.Kill();

    /// <summary>As Ctrl-C or a service manager does it.</summary>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        return await ExitCodeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await TerminateAsync();
        _process.Dispose();
    }

    private static string Environ(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "environ"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private void Keep(string? line)
    {
        if (line is not null)
            _lines.Enqueue(line);
    }
}
