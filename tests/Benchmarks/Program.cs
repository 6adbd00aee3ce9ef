using System.Runtime.InteropServices;
using SwipeReview.Benchmarks;
using SwipeReview.Testing;

IBenchmark[] all = [new MemoryBenchmark(), new ReviewBenchmark(), new GatewayBenchmark(), new SwipesBenchmark()]; // idle first, the heaviest last
var chosen = args switch
{
    ["all"] => all,
    [var name] => [.. all.Where(benchmark => benchmark.Name == name)],
    _ => [],
};
if (chosen.Length == 0)
{
    Console.Error.WriteLine("dotnet run -c Release --project tests/Benchmarks -- NAME\n");
    foreach (var benchmark in all)
    {
        Console.Error.WriteLine($"  {benchmark.Name,-9}{benchmark.Measures}");
    }

    Console.Error.WriteLine("  all      all of them, one after the other");
    return 1;
}

// Asked to stop, it still stops the system that it started.
using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);

// One machine plays all people here: the limits of one address would be all that is measured.
var settings = new Dictionary<string, string>(StringComparer.Ordinal)
{
    ["Gateway__Limits__PerUser"] = "100000000",
    ["Gateway__Limits__PerAddress"] = "100000000",
};

Report.Machine();
await using var system = await WholeSystem.StartAsync(settings, stop.Token);
foreach (var benchmark in chosen)
{
    Report.Title(benchmark);
    await benchmark.RunAsync(system, stop.Token);
}

return 0;

void Cancel(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
