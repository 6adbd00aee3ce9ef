using System.Globalization;
using SwipeReview.Testing;

namespace SwipeReview.NativeServers.Tests.Servers;

/// <summary>The parent that <see cref="LifetimeTests"/> starts as a process of its own, to kill it.</summary>
public sealed class ServersToAbandon
{
    private const string Mark = "started:";

    public static readonly string[] Arguments = ["-class", typeof(ServersToAbandon).FullName!, "-explicit", "only", "-showLiveOutput"];

    public static IEnumerable<int> Parse(string line) =>
        line.IndexOf(Mark, StringComparison.Ordinal) is >= 0 and var at
            ? line[(at + Mark.Length)..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture))
            : [];

    [Fact(Explicit = true)]
    public async Task Start_and_wait_to_be_killed()
    {
        var servers = await NativeServerGroup.StartAsync(TestFolder.Create());
        int?[] roots = [servers.Postgres.ProcessId, servers.Redis.ProcessId, servers.RabbitMq.ProcessId];
        var processes = roots.SelectMany(id => Processes.TreeOf(id!.Value));
        await using var output = new StreamWriter(Console.OpenStandardOutput());
        await output.WriteLineAsync($"{Mark} {string.Join(' ', processes)}");
        await output.FlushAsync();
        await Task.Delay(Timeout.Infinite);
    }
}
