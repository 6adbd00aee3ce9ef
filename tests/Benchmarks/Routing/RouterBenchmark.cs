using SwipeReview.Testing;

namespace SwipeReview.Benchmarks.Routing;

/// <summary>
/// What our router adds to a model's own time, against a gateway that many use. Both stand in front of the same server
/// and stream the same answer; they take turns, so that whatever else the machine does, it does to both. Ours checks a
/// service's token, books the budget and stores what the call cost; Portkey's open-source gateway does none of these.
/// </summary>
internal sealed class RouterBenchmark : IRouterBenchmark
{
    private const string Portkey = "tests/Benchmarks/portkey";
    private const int Rounds = 5;
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(2);

    public string Name => "router";

    public string Measures => "a streamed answer of eight parts through our router and through @portkey-ai/gateway, in front of the same server";

    public async Task RunAsync(RouterLab lab, CancellationToken cancellationToken)
    {
        await Npm.InstallAsync(Portkey);
        await using var vendor = await StubVendor.StartAsync();
        await using var router = await lab.StartAsync(vendor.Settings(), cores: null, cancellationToken);
        await using var portkey = await ServerProcess.StartAsync(
            ["node", "node_modules/@portkey-ai/gateway/build/start-server.js", "--port={port}", "--headless"],
            Path.Combine(Repository.Root, Portkey), new Dictionary<string, string>(StringComparer.Ordinal) { ["NODE_ENV"] = "production" }, "/", cores: null, cancellationToken);
        (string, string)[] custom = [("x-portkey-provider", "openai"), ("x-portkey-custom-host", $"{vendor.Address}v1")];
        using var direct = Streams.OfOpenAi(vendor.Address, streamed: true);
        using var ours = Streams.OfRouter(router);
        using var theirs = Streams.OfOpenAi(portkey.Address, streamed: true, custom);
        using var theirsWhole = Streams.OfOpenAi(portkey.Address, streamed: false, custom);
        (string Name, Streams Streams, Func<long>? Memory)[] ways =
        [
            ("direct", direct, null), ("our router", ours, () => router.Memory), ("Portkey, not streamed", theirsWhole, null), ("Portkey", theirs, () => portkey.Memory),
        ];

        var rows = new List<string[]>();
        foreach (var connections in (int[])[1, 32])
        {
            var samples = ways.Select(_ => new List<Sample>()).ToArray();
            for (var round = 0; round <= Rounds; round++)
            {
                for (var way = 0; way < ways.Length; way++)
                {
                    var sample = await Load.RunAsync(connections, Time, _ => ways[way].Streams.ReadAsync(), cancellationToken);
                    if (round > 0) // the first one warms up
                    {
                        samples[way].Add(sample);
                    }
                }
            }

            rows.AddRange(ways.Select((way, i) => Row(connections, way.Name, samples[i], samples[0], samples[^1], way.Memory?.Invoke())));
        }

        Report.Table(
            ["connections", "way", "p50, ms", "p95, ms", "added to p50, ms", "added to p95, ms", "requests/s", $"requests/s to Portkey's, median of {Rounds} rounds (range)", "MB"], rows);
    }

    private static string[] Row(int connections, string way, List<Sample> rounds, List<Sample> direct, List<Sample> portkey, long? memory)
    {
        var (own, unaided) = (Sample.Merge(rounds), Sample.Merge(direct));
        return
        [
            $"{connections}", way, $"{own.P50:0.00}", $"{own.P95:0.00}", $"{own.P50 - unaided.P50:0.00}", $"{own.P95 - unaided.P95:0.00}", $"{own.PerSecond:0}",
            Report.Spread(rounds.Zip(portkey, (some, same) => some.PerSecond / same.PerSecond), "0.00"), memory is null ? "" : $"{memory / 1e6:0}",
        ];
    }
}
