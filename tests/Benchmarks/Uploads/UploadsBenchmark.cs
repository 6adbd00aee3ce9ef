using System.Diagnostics;
using SwipeReview.Benchmarks.Routing;
using SwipeReview.Testing;

namespace SwipeReview.Benchmarks.Uploads;

/// <summary>
/// A large file into our Storage and into the tus server that many use, by the same client, in the same pieces, in turns. Ours
/// has it hashed, its type found, and every answered byte on the disk, and says so in PostgreSQL; @tus/server writes to its
/// folder and leaves it to the system when that reaches the disk.
/// </summary>
internal sealed class UploadsBenchmark : IOwnBenchmark
{
    private const string Peer = "tests/Benchmarks/tus";
    private const string Address = "/api/v1/uploads/tus";
    private const int Rounds = 7;
    private const int Megabyte = 1024 * 1024;
    private const int Size = 50 * Megabyte;

    public string Name => "uploads";

    public string Measures => "50 MB by tus into our Storage and into @tus/server with its file store, and as a form";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await Npm.InstallAsync(Peer);
        await using var storage = await StorageServer.StartAsync(cancellationToken);
        var folder = TestFolder.Create();
        await using var peer = await ServerProcess.StartAsync(
            ["node", "server.mjs", "{port}", folder], Path.Combine(Repository.Root, Peer),
            new Dictionary<string, string>(StringComparer.Ordinal) { ["NODE_ENV"] = "production" }, "/health", cores: null, cancellationToken);
        using var ours = storage.Client();
        using var theirs = new HttpClient { BaseAddress = peer.Address };
        var bytes = Text();
        (string Name, Func<Task> Ours, Func<Task>? Theirs)[] ways =
        [
            InPieces("one piece", Size), InPieces("5 MB pieces", 5 * Megabyte), InPieces("1 MB pieces", Megabyte),
            ("with its creation", () => TusClient.SendAtOnceAsync(ours, Address, bytes), () => TusClient.SendAtOnceAsync(theirs, "/files", bytes)),
            ("as a form", () => FormAsync(ours, bytes), null),
        ];

        var speeds = ways.Select(_ => (Ours: new List<double>(), Theirs: new List<double>())).ToArray();
        for (var round = 0; round <= Rounds; round++)
        {
            for (var way = 0; way < ways.Length; way++)
            {
                var own = await SpeedAsync(ways[way].Ours);
                var other = ways[way].Theirs is { } peers ? await SpeedAsync(peers) : 0;
                if (round > 0) // the first one warms up
                {
                    speeds[way].Ours.Add(own);
                    speeds[way].Theirs.Add(other);
                }
            }

            await storage.ForgetAsync(ours);
            foreach (var file in Directory.EnumerateFiles(folder))
            {
                File.Delete(file);
            }

            cancellationToken.ThrowIfCancellationRequested();
        }

        Report.Table(["50 MB, median of 7 (range)", "our Storage, MB/s", "@tus/server 2.4, MB/s", "ratio of the medians"], ways.Select((way, at) => Row(way.Name, speeds[at].Ours, speeds[at].Theirs, way.Theirs is not null)));
        Directory.Delete(folder, recursive: true);

        (string, Func<Task>, Func<Task>?) InPieces(string name, int piece) =>
            (name, () => TusClient.SendAsync(ours, Address, bytes, piece), () => TusClient.SendAsync(theirs, "/files", bytes, piece));
    }

    private static string[] Row(string name, List<double> ours, List<double> theirs, bool hasPeer)
    {
        var ratio = Sample.Percentile([.. ours.Order()], 50) / Sample.Percentile([.. theirs.Order()], 50);
        return [name, Report.Spread(ours, "0"), hasPeer ? Report.Spread(theirs, "0") : "", hasPeer ? $"{ratio:0.00}" : ""];
    }

    private static async Task<double> SpeedAsync(Func<Task> send)
    {
        var started = Stopwatch.GetTimestamp();
        await send();
        return Size / 1e6 / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task FormAsync(HttpClient client, byte[] bytes)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(bytes), "file", "large.txt" } };
        using var answer = await client.PostAsync("/api/v1/uploads", form);
        answer.EnsureSuccessStatusCode();
    }

    private static byte[] Text()
    {
        var bytes = new byte[Size];
        new Random(20261120).NextBytes(bytes);
        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] = (byte)('a' + (bytes[at] % 26));
        }

        return bytes;
    }
}
