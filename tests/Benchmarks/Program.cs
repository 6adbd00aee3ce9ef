using System.Runtime.InteropServices;
using SwipeReview.Benchmarks;
using SwipeReview.Benchmarks.Engine;
using SwipeReview.Benchmarks.Learning;
using SwipeReview.Benchmarks.Payments;
using SwipeReview.Benchmarks.Quality;
using SwipeReview.Benchmarks.Routing;
using SwipeReview.Benchmarks.Uploads;
using SwipeReview.Testing;

if (args is [DocumentsBenchmark.Name, var way, var path])
{
    DocumentsBenchmark.Measure(way, path);
    return 0;
}

if (args is [DocumentsBenchmark.Name])
{
    Report.Machine();
    await DocumentsBenchmark.RunAsync(CancellationToken.None);
    return 0;
}

if (args is [LearningBenchmark.Name])
{
    Report.Machine();
    await LearningBenchmark.RunAsync(CancellationToken.None);
    return 0;
}

IBenchmark[] all =
[
    new MemoryBenchmark(), new ReviewBenchmark(), new GatewayBenchmark(), new WebBenchmark(), new DevicesBenchmark(), new SwipesBenchmark(), // idle first, the heaviest last
    new QuotesBenchmark(), new SingleFlightBenchmark(), new ProofreadBenchmark(), new RouterBenchmark(), new StreamsBenchmark(), new UploadsBenchmark(),
    new QualityBenchmark(writes: args.Contains("--write", StringComparer.Ordinal)), new ProposalsForLearning(),
    new WebhookBenchmark(),
    new IdleBenchmark(), new QueueBenchmark(), new DrainBenchmark(), new DecisionsBenchmark(), new ListenersBenchmark(), new HistoryBenchmark(),
];
IBenchmark[] chosen = args switch
{
    ["all"] => [.. all.Where(benchmark => benchmark is not ProposalsForLearning)], // measures nothing
    ["engine", ..] => [.. all.OfType<IEngineBenchmark>()],
    [var name, ..] => [.. all.Where(benchmark => benchmark.Name == name)],
    _ => [],
};
if (chosen.Length == 0)
{
    Console.Error.WriteLine("dotnet run -c Release --project tests/Benchmarks -- NAME\n");
    foreach (var benchmark in all)
    {
        Console.Error.WriteLine($"  {benchmark.Name,-14}{benchmark.Measures}");
    }

    Console.Error.WriteLine($"  {DocumentsBenchmark.Name,-14}{DocumentsBenchmark.Measures}");
    Console.Error.WriteLine($"  {LearningBenchmark.Name,-14}{LearningBenchmark.Measures}");
    Console.Error.WriteLine("  engine        the six of the job engine; --small after any of them tries it out in a minute");
    Console.Error.WriteLine("  all           all of them, one after the other");
    return 1;
}

// Asked to stop, it still stops what it started.
using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);

Report.Machine();
if (chosen.OfType<ISystemBenchmark>().ToArray() is { Length: > 0 } ofTheSystem)
{
    // One machine plays all people here: the limits of one address would be all that is measured.
    var settings = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Gateway__Limits__PerUser"] = "100000000",
        ["Gateway__Limits__PerAddress"] = "100000000",
    };
    await using var system = await WholeSystem.StartAsync(settings, stop.Token);
    foreach (var benchmark in ofTheSystem)
    {
        Report.Title(benchmark);
        await benchmark.RunAsync(system, stop.Token);
    }
}

if (chosen.OfType<IPaymentBenchmark>().ToArray() is { Length: > 0 } ofPayment)
{
    await using var lab = await PaymentLab.OpenAsync(stop.Token);
    foreach (var benchmark in ofPayment)
    {
        Report.Title(benchmark);
        await benchmark.RunAsync(lab, stop.Token);
    }
}

if (chosen.OfType<IRouterBenchmark>().ToArray() is { Length: > 0 } ofTheRouter)
{
    await using var lab = await RouterLab.OpenAsync();
    foreach (var benchmark in ofTheRouter)
    {
        Report.Title(benchmark);
        await benchmark.RunAsync(lab, stop.Token);
    }
}

if (chosen.OfType<IEngineBenchmark>().ToArray() is { Length: > 0 } ofTheEngine)
{
    var sizes = args.Contains("--small", StringComparer.Ordinal) ? Sizes.Small : Sizes.Full;
    await using var lab = await EngineLab.OpenAsync();
    foreach (var benchmark in ofTheEngine)
    {
        Report.Title(benchmark);
        await benchmark.RunAsync(lab, sizes, stop.Token);
    }
}

foreach (var benchmark in chosen.OfType<IOwnBenchmark>())
{
    Report.Title(benchmark);
    await benchmark.RunAsync(stop.Token);
}

return 0;

void Cancel(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
