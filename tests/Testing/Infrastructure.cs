using SwipeReview.NativeServers;

namespace SwipeReview.Testing;

/// <summary>
/// Real PostgreSQL, Redis and RabbitMQ for one test process, started by the first test that asks and gone with the process.
/// Register it with <c>[assembly: AssemblyFixture(typeof(Infrastructure))]</c> and take it as a constructor parameter.
/// Tests run side by side: each takes a database, a virtual host and a Redis database of its own.
/// </summary>
public sealed class Infrastructure : IAsyncDisposable
{
    private const int RedisDatabases = 256;

    private readonly Lazy<Task<NativeServerGroup>> servers;
    private int lastRedisDatabase = -1;

    public Infrastructure() => servers = new(() => NativeServerGroup.StartAsync(TestFolder.Create(), Console.WriteLine));

    /// <summary>The servers themselves, for tests that stop or kill them.</summary>
    public Task<NativeServerGroup> Servers => servers.Value;

    /// <summary>A fresh, empty database, owned by a role that is no superuser.</summary>
    /// <returns>The owner's Npgsql connection string.</returns>
    public async Task<string> CreateDatabaseAsync() =>
        await (await Servers).CreateDatabaseAsync($"test_{Guid.CreateVersion7():n}");

    /// <summary>A virtual host with nothing in it. Takes about half a second.</summary>
    /// <returns>Its <c>amqp://</c> URL.</returns>
    public async Task<string> CreateVirtualHostAsync() =>
        await (await Servers).RabbitMq.Server.CreateVirtualHostAsync($"test-{Guid.CreateVersion7():n}");

    /// <summary>A Redis database with nothing in it; channels of pub/sub are common to all.</summary>
    /// <returns>A StackExchange.Redis connection string.</returns>
    public async Task<string> CreateRedisDatabaseAsync()
    {
        var number = Interlocked.Increment(ref lastRedisDatabase);
        return number < RedisDatabases
            ? $"{(await Servers).Redis.Server.ConnectionString},defaultDatabase={number}"
            : throw new InvalidOperationException($"This test process has used all {RedisDatabases} Redis databases.");
    }

    public async ValueTask DisposeAsync()
    {
        if (!servers.IsValueCreated)
        {
            return;
        }

        var group = await Servers;
        await group.KillAsync();
        Directory.Delete(group.DataFolder, recursive: true);
    }
}
