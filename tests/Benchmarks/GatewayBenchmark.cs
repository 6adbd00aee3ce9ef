using SwipeReview.Testing;

namespace SwipeReview.Benchmarks;

/// <summary>
/// What the door costs. In development every address of the system is a port of the engine that passes on to the process:
/// direct and gateway have one such port on their way, as served has two. The three take turns, so that whatever else the
/// machine does, it does to all of them.
/// </summary>
internal sealed class GatewayBenchmark : ISystemBenchmark
{
    private const int Rounds = 5;
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(2);

    public string Name => "gateway";

    public string Measures => "GET /api/v1/jobs/{id} through the gateway against the service direct";

    public async Task RunAsync(WholeSystem system, CancellationToken cancellationToken)
    {
        using var person = await Person.JoinAsync(system.Address, cancellationToken);
        var job = await person.SubmitAsync(await person.UploadAsync(TenPages.Original, cancellationToken), cancellationToken);
        await foreach (var _ in person.FollowCardsAsync(job, cancellationToken))
        {
            // until it is ready: nothing else runs then
        }

        var (gateway, service) = Behind(system, "jobs");
        using var direct = person.At(service);
        using var through = person.At(gateway);
        (string Name, Person Person)[] ways = [("direct", direct), ("gateway", through), ("gateway, as served in development", person)];

        var rows = new List<string[]>();
        foreach (var connections in (int[])[1, 32])
        {
            var samples = ways.Select(_ => new List<Sample>()).ToArray();
            for (var round = 0; round <= Rounds; round++)
            {
                for (var way = 0; way < ways.Length; way++)
                {
                    var sample = await Load.RunAsync(connections, Time, _ => GetAsync(ways[way].Person, job), cancellationToken);
                    if (round > 0) // the first one warms up
                    {
                        samples[way].Add(sample);
                    }
                }
            }

            rows.AddRange(ways.Select((way, i) => Row(connections, way.Name, samples[i], samples[0])));
        }

        Report.Table(["connections", "way", "p50, ms", "p95, ms", "requests/s", $"p50 to direct, median of {Rounds} rounds (range)", "p95 to direct"], rows);
    }

    /// <summary>The gateway's own port, and the address at which it calls the service. The AppHost tells only its processes.</summary>
    private static (Uri Gateway, Uri Service) Behind(WholeSystem system, string service)
    {
        var gateway = system.Processes().Single(process => process.Resource == "gateway").Environment;
        return (new Uri(gateway["ASPNETCORE_URLS"]), new Uri(gateway[$"services__{service}__http__0"]));
    }

    private static string[] Row(int connections, string way, List<Sample> rounds, List<Sample> direct)
    {
        var (own, unaided) = (Sample.Merge(rounds), Sample.Merge(direct));
        return
        [
            $"{connections}", way, $"{own.P50:0.00}", $"{own.P95:0.00}", $"{own.PerSecond:0}",
            Report.Spread(rounds.Zip(direct, (some, same) => some.P50 / same.P50), "0.00"), $"{own.P95 / unaided.P95:0.00}",
        ];
    }

    private static async Task GetAsync(Person person, Guid job)
    {
        using var answer = await person.Http.GetAsync($"/api/v1/jobs/{job}");
        answer.EnsureSuccessStatusCode();
    }
}
