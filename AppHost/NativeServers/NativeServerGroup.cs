namespace SwipeReview.NativeServers;

/// <summary>PostgreSQL, Redis and RabbitMQ, running as children of this process.</summary>
public sealed class NativeServerGroup : IAsyncDisposable
{
    private NativeServerGroup(string dataFolder)
    {
        DataFolder = dataFolder;
        Postgres = new(new PostgresServer(dataFolder));
        Redis = new(new RedisServer(dataFolder));
        RabbitMq = new(new RabbitMqServer(dataFolder));
    }

    /// <summary>Where the data is: the wanted folder, or the one that took its place.</summary>
    public string DataFolder { get; }

    public RunningServer<PostgresServer> Postgres { get; }

    public RunningServer<RedisServer> Redis { get; }

    public RunningServer<RabbitMqServer> RabbitMq { get; }

    /// <summary>Installs what is missing, starts all three and returns when they answer (about five seconds for a new folder).</summary>
    /// <param name="dataFolder">Where data lives on; see <see cref="NativeDataFolder.ResolveAsync"/>.</param>
    /// <param name="progress">Told what is being done when it takes long.</param>
    /// <exception cref="NativeServerException">A server is missing or didn't start; none is left running.</exception>
    public static async Task<NativeServerGroup> StartAsync(string dataFolder, Action<string>? progress = null, CancellationToken cancellationToken = default)
    {
        await NativeInstaller.EnsureInstalledAsync(progress, cancellationToken);
        var group = new NativeServerGroup(await NativeDataFolder.ResolveAsync(dataFolder, cancellationToken));
        try
        {
            await Task.WhenAll(
                group.Postgres.StartAsync(cancellationToken),
                group.Redis.StartAsync(cancellationToken),
                group.RabbitMq.StartAsync(cancellationToken));
            return group;
        }
        catch
        {
            await group.KillAsync();
            throw;
        }
    }

    /// <summary>Makes a database with an owner of the same name; see <see cref="PostgresServer.CreateDatabaseAsync"/>.</summary>
    /// <returns>Its Npgsql connection string.</returns>
    public Task<string> CreateDatabaseAsync(string name, CancellationToken cancellationToken = default) =>
        Postgres.Server.CreateDatabaseAsync(name, owner: name, cancellationToken);

    /// <summary>Ends all three at once, for when their data is no longer wanted.</summary>
    public Task KillAsync() => Task.WhenAll(Postgres.KillAsync(), Redis.KillAsync(), RabbitMq.KillAsync());

    /// <summary>Stops all three cleanly; the data stays.</summary>
    public async ValueTask DisposeAsync() => await Task.WhenAll(Postgres.StopAsync(), Redis.StopAsync(), RabbitMq.StopAsync());
}
