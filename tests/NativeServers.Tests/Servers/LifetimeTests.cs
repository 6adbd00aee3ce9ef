using System.Diagnostics;
using SwipeReview.Testing;

namespace SwipeReview.NativeServers.Tests.Servers;

public sealed class LifetimeTests
{
    [Fact]
    public async Task What_was_acknowledged_outlives_a_power_cut_and_a_second_start_on_the_same_folder()
    {
        var folder = TestFolder.Create();
        await using (var servers = await NativeServerGroup.StartAsync(folder))
        {
            var database = await servers.CreateDatabaseAsync("notes");
            await Clients.SqlAsync(database, "create table notes (text text); insert into notes values ('kept')");
            await Clients.RedisAsync(servers.Redis.Server.ConnectionString, db => db.StringSetAsync("key", "kept"));
            await Clients.PublishAsync(servers.RabbitMq.Server.ConnectionString, "kept");
            await Task.Delay(TimeSpan.FromSeconds(1.5)); // Redis writes to disk once a second

            await servers.KillAsync();
            await Task.WhenAll(servers.Postgres.StartAsync(), servers.Redis.StartAsync(), servers.RabbitMq.StartAsync());

            Assert.Equal("kept", await Clients.SqlAsync(database, "select text from notes"));
            Assert.Equal("kept", await Clients.RedisAsync(servers.Redis.Server.ConnectionString, db => db.StringGetAsync("key")));
        }

        await using (var again = await NativeServerGroup.StartAsync(folder))
        {
            var database = again.Postgres.Server.DatabaseConnectionString("notes", "notes");
            Assert.Equal("kept", await Clients.SqlAsync(database, "select text from notes"));
            Assert.Equal("kept", await Clients.RedisAsync(again.Redis.Server.ConnectionString, db => db.StringGetAsync("key")));
            Assert.Equal("kept", await Clients.TakeAsync(again.RabbitMq.Server.ConnectionString));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Dispose_ends_every_process_within_ten_seconds_though_clients_are_connected()
    {
        var folder = TestFolder.Create();
        var servers = await NativeServerGroup.StartAsync(folder);
        int[] roots = [servers.Postgres.ProcessId!.Value, servers.Redis.ProcessId!.Value, servers.RabbitMq.ProcessId!.Value];
        var processes = roots.SelectMany(Processes.TreeOf).ToList();
        await using var client = new Npgsql.NpgsqlConnection(servers.Postgres.Server.ConnectionString);
        await client.OpenAsync();

        var watch = Stopwatch.StartNew();
        await servers.DisposeAsync();

        Assert.True(processes.Count > roots.Length);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"took {watch.Elapsed}");
        Assert.Empty(await Processes.LeftOverAsync(processes));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Kill_minus_9_of_the_parent_leaves_no_process()
    {
        using var parent = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "SwipeReview.NativeServers.Tests"), ServersToAbandon.Arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        List<int> processes = [];
        while (processes is [] && await parent.StandardOutput.ReadLineAsync() is { } line)
        {
            processes.AddRange(ServersToAbandon.Parse(line));
        }

        Assert.True(processes.Count > 3, "the servers did not start");
        parent.Kill(entireProcessTree: false);

        Assert.Empty(await Processes.LeftOverAsync(processes));
    }
}
