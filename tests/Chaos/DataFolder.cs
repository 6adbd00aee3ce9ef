using Npgsql;
using SwipeReview.Chaos.Check;
using SwipeReview.NativeServers;

namespace SwipeReview.Chaos;

/// <summary>The data of an AppHost with native servers, whether it runs or not: its PostgreSQL is started where it is stopped.</summary>
internal sealed class DataFolder : IAsyncDisposable
{
    private readonly RunningServer<PostgresServer>? started;

    private DataFolder(Subject subject, RunningServer<PostgresServer>? started) => (Subject, this.started) = (subject, started);

    public Subject Subject { get; }

    public bool WasStopped => started is not null;

    /// <exception cref="NativeServerException">There is no data, or its PostgreSQL does not start.</exception>
    public static async Task<DataFolder> OpenAsync(string folder)
    {
        folder = await NativeDataFolder.ResolveAsync(folder);
        var server = new PostgresServer(folder);
        if (!File.Exists(Path.Combine(server.Folder, "data", "PG_VERSION")))
        {
            throw new NativeServerException($"There are no databases in {folder}.");
        }

        RunningServer<PostgresServer>? started = null;
        if (await FindRunningAsync(server) is not { } connection)
        {
            started = new RunningServer<PostgresServer>(server);
            await started.StartAsync();
            connection = server.ConnectionString;
        }

        return new DataFolder(new Subject(await ListDatabasesAsync(connection), Path.Combine(folder, "objects")), started);
    }

    public async ValueTask DisposeAsync()
    {
        if (started is not null)
        {
            await started.DisposeAsync();
        }
    }

    /// <summary>PostgreSQL writes its port into the fourth line of its lock file.</summary>
    private static async Task<string?> FindRunningAsync(PostgresServer server)
    {
        var file = Path.Combine(server.Folder, "data", "postmaster.pid");
        if (!File.Exists(file) || (await File.ReadAllLinesAsync(file)).ElementAtOrDefault(3) is not { } port || !int.TryParse(port, out var number))
        {
            return null;
        }

        var connection = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Port = number }.ConnectionString;
        try
        {
            await using var database = new NpgsqlConnection(connection);
            await database.OpenAsync();
            return connection;
        }
        catch (NpgsqlException)
        {
            return null; // a file that a crash left
        }
    }

    private static async Task<Dictionary<string, string>> ListDatabasesAsync(string connection)
    {
        await using var database = new NpgsqlConnection(connection);
        await database.OpenAsync();
        await using var command = new NpgsqlCommand(@"select datname from pg_database where datname like '%db' order by datname", database);
        await using var reader = await command.ExecuteReaderAsync();
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
        {
            found.Add(reader.GetString(0), new NpgsqlConnectionStringBuilder(connection) { Database = reader.GetString(0) }.ConnectionString);
        }

        return found;
    }
}
