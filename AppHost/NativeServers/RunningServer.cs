using System.Collections.Concurrent;
using System.Diagnostics;

namespace SwipeReview.NativeServers;

/// <summary>A server that runs as our child: it ends when we end, however that happens. Start, stop and kill it at will.</summary>
public sealed class RunningServer<TServer> : IAsyncDisposable
    where TServer : NativeServer
{
    private const int LinesKept = 50;

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    private readonly ConcurrentQueue<string> lastLines = [];
    private Process? process;

    /// <summary>Of a server that is not started yet.</summary>
    public RunningServer(TServer server) => Server = server;

    /// <summary>What runs.</summary>
    public TServer Server { get; }

    /// <summary>The process to aim at; null while it is stopped.</summary>
    public int? ProcessId => process?.Id;

    /// <summary>Prepares and starts the server and returns when it answers; on the same port as before, with the data of before.</summary>
    /// <exception cref="NativeServerException">It ended or didn't answer within two minutes; the message has its last words.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await Server.PrepareAsync(cancellationToken);
        process?.Dispose(); // of one that was killed from outside
        process = await ChildThread.RunAsync(Launch);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        try
        {
            while (!await Server.AnswersAsync(limit.Token))
            {
                if (process.HasExited)
                {
                    throw new NativeServerException($"{Server.Name} ended with code {process.ExitCode}: {LastWords()}");
                }

                await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new NativeServerException($"{Server.Name} did not answer within {StartLimit.TotalMinutes} minutes: {LastWords()}");
        }
    }

    /// <summary>Stops it cleanly, or, when that takes more than ten seconds, by force.</summary>
    public async Task StopAsync()
    {
        if (process is null)
        {
            return;
        }

        Signals.AskToEnd(process.Id);
        try
        {
            await process.WaitForExitAsync().WaitAsync(StopLimit);
        }
        catch (TimeoutException)
        {
            // KillAsync does the rest.
        }

        await KillAsync();
    }

    /// <summary>kill -9 of the server and all its processes, as a power cut would do it; returns when they are gone.</summary>
    public async Task KillAsync()
    {
        if (process is null)
        {
            return;
        }

        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>As <see cref="StopAsync"/>.</summary>
    public async ValueTask DisposeAsync() => await StopAsync();

    private Process Launch()
    {
        var how = Server.Describe(diesWithParent: true);
        var start = new ProcessStartInfo(how.Command, how.Arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = how.WorkingFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in how.Environment)
        {
            start.Environment[name] = value;
        }

        var child = new Process { StartInfo = start };
        child.OutputDataReceived += (_, line) => Keep(line.Data);
        child.ErrorDataReceived += (_, line) => Keep(line.Data);
        child.Start();
        child.BeginOutputReadLine();
        child.BeginErrorReadLine();
        return child;
    }

    private void Keep(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        lastLines.Enqueue(line);
        while (lastLines.Count > LinesKept)
        {
            lastLines.TryDequeue(out _);
        }
    }

    private string LastWords() => string.Join(Environment.NewLine, lastLines);
}
