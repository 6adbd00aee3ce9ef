using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SwipeReview.Benchmarks.Routing;

/// <summary>A server of its own process on a free loopback port, on all cores or on the named ones.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process process;

    private ServerProcess(Process process, int port)
    {
        this.process = process;
        Address = new Uri($"http://127.0.0.1:{port}");
    }

    public Uri Address { get; }

    /// <summary>Bytes of memory, as <see cref="Testing.SystemProcess.ProportionalMemory"/> counts them.</summary>
    public long Memory => File.ReadLines($"/proc/{process.Id}/smaps_rollup")
        .First(line => line.StartsWith("Pss:", StringComparison.Ordinal))
        .Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var kilobytes, ..] ? long.Parse(kilobytes, CultureInfo.InvariantCulture) * 1024 : 0;

    /// <param name="settings">Environment variables; <c>{port}</c> in them, and in the command, is the port.</param>
    /// <param name="healthy">The route that answers 2xx once it is ready.</param>
    /// <param name="cores">As taskset takes them: <c>0</c>, <c>0,1</c>; null: all.</param>
    public static async Task<ServerProcess> StartAsync(
        string[] command, string folder, IReadOnlyDictionary<string, string> settings, string healthy, string? cores, CancellationToken cancellationToken)
    {
        var port = FreePort();
        string[] whole = [.. cores is null ? Array.Empty<string>() : ["taskset", "-c", cores], .. command];
        var start = new ProcessStartInfo(whole[0], whole[1..].Select(WithPort)) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = WithPort(value);
        }

        var server = new ServerProcess(Process.Start(start)!, port);
        server.process.BeginOutputReadLine(); // unread, it would stop when the pipe is full
        try
        {
            await server.GetReadyAsync(healthy, cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        string WithPort(string text) => text.Replace("{port}", $"{port}", StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task GetReadyAsync(string healthy, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = Address };
        var started = Stopwatch.GetTimestamp();
        while (!await AnswersAsync())
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(started) > Patience)
            {
                throw new InvalidOperationException($"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)} did not become ready.");
            }

            await Task.Delay(50, cancellationToken);
        }

        async Task<bool> AnswersAsync()
        {
            try
            {
                using var answer = await http.GetAsync(healthy, cancellationToken);
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false; // it does not listen yet
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
