using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using SwipeReview.NativeServers;
using SwipeReview.Testing;

namespace SwipeReview.Benchmarks.Engine;

/// <summary>BullMQ as its page shows it, a worker and a client as processes of their own, on a Redis of its own.</summary>
internal sealed class BullQueue : IAsyncDisposable
{
    private const string Folder = "tests/Benchmarks/bullmq";

    private readonly string data = TestFolder.Create();
    private readonly List<Process> processes = [];
    private Process worker = null!;
    private Process client = null!;

    private BullQueue()
    {
    }

    /// <param name="fsync">Redis' <c>appendfsync</c>: <c>always</c> keeps what it has acknowledged, <c>everysec</c> may lose a second of it.</param>
    public static async Task<BullQueue> StartAsync(string fsync, int atOnce, CancellationToken cancellationToken)
    {
        await Npm.InstallAsync(Folder);
        var queue = new BullQueue();
        var port = FreePort.Take();
        queue.Run("redis-server", $"--port {port} --bind 127.0.0.1 --appendonly yes --appendfsync {fsync} --maxmemory-policy noeviction --dir {queue.data}", "/");
        while (!await AnswersAsync(port, cancellationToken))
        {
            await Task.Delay(20, cancellationToken);
        }

        var scripts = Path.Combine(Repository.Root, Folder);
        queue.worker = queue.Run("node", $"worker.mjs {port} {atOnce}", scripts);
        queue.client = queue.Run("node", $"client.mjs {port} {atOnce}", scripts);
        await ExpectAsync(queue.worker, "ready", cancellationToken);
        await ExpectAsync(queue.client, "ready", cancellationToken);
        return queue;
    }

    /// <returns>Jobs per second, from the first one added to the last one done.</returns>
    public async Task<double> WorkAsync(int jobs, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await worker.StandardInput.WriteLineAsync($"{jobs}");
        await client.StandardInput.WriteLineAsync($"add {jobs}");
        await ExpectAsync(client, "added", cancellationToken);
        await ExpectAsync(worker, "done", cancellationToken);
        return jobs / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>One after the other, on a queue that is idle.</summary>
    /// <returns>Milliseconds from the job to its client knowing that it is done, of each.</returns>
    public async Task<double[]> PingAsync(int jobs, CancellationToken cancellationToken)
    {
        await client.StandardInput.WriteLineAsync($"wait {jobs}");
        return [.. (await client.StandardOutput.ReadLineAsync(cancellationToken))!.Split(' ').Select(double.Parse)];
    }

    public Usage Usage() => Engine.Usage.Of([("redis", [processes[0].Id]), ("worker", [worker.Id]), ("client", [client.Id])]);

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        Directory.Delete(data, recursive: true);
    }

    private static async Task ExpectAsync(Process process, string word, CancellationToken cancellationToken)
    {
        if (await process.StandardOutput.ReadLineAsync(cancellationToken) is var said && said != word)
        {
            throw new InvalidOperationException($"{process.StartInfo.Arguments} said '{said}' instead of '{word}'.");
        }
    }

    private static async Task<bool> AnswersAsync(int port, CancellationToken cancellationToken)
    {
        try
        {
            using var redis = new TcpClient();
            await redis.ConnectAsync("127.0.0.1", port, cancellationToken);
            await redis.GetStream().WriteAsync(Encoding.ASCII.GetBytes("PING\r\n"), cancellationToken);
            using var reader = new StreamReader(redis.GetStream());
            return await reader.ReadLineAsync(cancellationToken) == "+PONG";
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private Process Run(string program, string arguments, string folder)
    {
        var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        processes.Add(process);
        if (program == "redis-server")
        {
            process.OutputDataReceived += (_, _) => { }; // unread, it would stop when the pipe is full
            process.BeginOutputReadLine();
        }

        return process;
    }
}
