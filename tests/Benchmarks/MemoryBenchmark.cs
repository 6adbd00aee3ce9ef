using SwipeReview.Testing;

namespace SwipeReview.Benchmarks;

internal sealed class MemoryBenchmark : ISystemBenchmark
{
    private static readonly TimeSpan After = TimeSpan.FromSeconds(30);

    public string Name => "memory";

    public string Measures => $"of each process, {After.TotalSeconds:0} s after ready";

    public async Task RunAsync(WholeSystem system, CancellationToken cancellationToken)
    {
        await Task.Delay(After, cancellationToken);
        var processes = system.Processes().ToDictionary(process => process.Id);
        var rows = processes.Values
            .Select(process => (Owner: Owner(process), Bytes: process.ProportionalMemory()))
            .GroupBy(process => process.Owner, (owner, some) => (Owner: owner, Count: some.Count(), Bytes: some.Sum(process => process.Bytes)))
            .OrderByDescending(row => row.Bytes)
            .ToList();
        rows.Add(("all", rows.Sum(row => row.Count), rows.Sum(row => row.Bytes)));
        Report.Table(["", "processes", "MB (PSS)"], rows.Select(row => (string[])[row.Owner, $"{row.Count}", $"{row.Bytes / 1e6:0}"]));

        string Owner(SystemProcess process) =>
            process.Resource ?? Program(process.Name) ?? (processes.TryGetValue(process.Parent, out var parent) ? Owner(parent) : process.Name);
    }

    /// <summary>What is not one of our services: it tells nobody its resource's name, but everybody its own.</summary>
    private static string? Program(string name) => name switch
    {
        "postgres" => "postgres",
        "redis-server" => "redis",
        "beam.smp" or "epmd" or "erl_child_setup" or "inet_gethost" => "rabbitmq",
        "node" => "local-models",
        "aspire-managed" => "dashboard",
        "dcp" => "engine (DCP)",
        "dotnet" => "AppHost",
        _ => null,
    };
}
