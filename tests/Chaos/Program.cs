using Npgsql;
using SwipeReview.Chaos;
using SwipeReview.Chaos.Check;
using SwipeReview.NativeServers;

const string Usage = """
    dotnet run --project tests/Chaos -- check [options]
    Counts what a system holds and names every invariant that it breaks; ends with 1 when there is one.

      --data FOLDER         that of an AppHost with native servers, running or stopped
      --postgres CONNECTION instead: a server's Npgsql connection string; its databases are named as in the AppHost
      --objects FOLDER      with --postgres: the root of a folder store; without it no object is looked at
      --journal FILE        what a client was promised, a JSON line each (tests/Chaos/Journal.cs)
      --at-rest SECONDS     nobody asks for anything any more: waits so long for all to be finished, and wants it to be
    """;
string[] services = ["jobsdb", "storagedb", "paymentdb", "deliverydb", "notificationdb", "llmrouterdb", "identitydb"];

if (args is not ["check", ..] || args.Length % 2 == 0)
{
    Console.Error.WriteLine(Usage);
    return 2;
}

var options = args.Skip(1).Chunk(2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
try
{
    await using var data = options.Remove("--data", out var folder) ? await DataFolder.OpenAsync(folder) : null;
    var subject = data?.Subject ?? (options.Remove("--postgres", out var server) ? OnServer(server) : null);
    var journal = options.Remove("--journal", out var file) ? Journal.Read(file) : [];
    var patience = options.Remove("--at-rest", out var seconds) ? TimeSpan.FromSeconds(double.Parse(seconds)) : (TimeSpan?)null;
    if (subject is null || options.Count > 0)
    {
        Console.Error.WriteLine(Usage);
        return 2;
    }

    if (data is { WasStopped: true })
    {
        Console.WriteLine("The system is stopped: its PostgreSQL runs for this check alone.");
    }
    else if (patience is { } wait)
    {
        await InvariantCheck.RestsAsync(subject, wait);
    }

    var findings = await InvariantCheck.RunAsync(subject, journal, isAtRest: patience is not null);
    Console.WriteLine(findings);
    return findings.Hold ? 0 : 1;
}
catch (Exception fault) when (fault is NativeServerException or NpgsqlException or IOException or UnauthorizedAccessException or FormatException)
{
    Console.Error.WriteLine($"error: {fault.Message}");
    return 2;
}

Subject OnServer(string connection) => new(
    services.ToDictionary(name => name, name => new NpgsqlConnectionStringBuilder(connection) { Database = name }.ConnectionString, StringComparer.Ordinal),
    options.Remove("--objects", out var objects) ? objects : null);
