using System.Globalization;
using Npgsql;

namespace SwipeReview.NativeServers;

/// <summary>A private PostgreSQL: TCP on loopback only, SCRAM passwords, nothing switched off that keeps data safe.</summary>
public sealed class PostgresServer(string dataFolder) : NativeServer("postgres", "postgres", dataFolder)
{
    private const int OldestVersion = 15;

    // One server per cluster: all its processes inherit the locked file, so the lock is free when the last of them has ended.
    // PostgreSQL's own lock file names a process id instead, which counts as taken after a crash wherever nobody collects
    // dead processes (many containers). Then, to PostgreSQL SIGTERM means "when the last client has left"; whoever stops us
    // means now, and cleanly, which is SIGINT. The shell passes it on; should it be killed, the kernel takes the server along.
    private const string RunScript = """
        exec 9> "$0.lock"
        flock -w 10 9 || { echo "Another PostgreSQL runs on $0" >&2; exit 1; }
        rm -f "$0/postmaster.pid"
        setpriv --pdeathsig KILL -- "$@" & child=$!
        trap 'kill -INT $child' TERM INT
        while kill -0 $child 2>/dev/null; do wait $child; done
        """;

    /// <summary>The superuser's connection to the database <c>postgres</c>, unpooled: for set-up and tests, not for services.</summary>
    public override string ConnectionString => Connection("postgres", "postgres", Password, pooling: false);

    private string ClusterFolder => Path.Combine(Folder, "data");

    /// <summary>Npgsql connection string of a database for its owner; known before the server runs.</summary>
    public string DatabaseConnectionString(string database, string owner) =>
        Connection(database, owner, Secret.Derive(Password, owner), pooling: true);

    /// <inheritdoc/>
    public override async Task PrepareAsync(CancellationToken cancellationToken = default)
    {
        await OwnFolderAsync(cancellationToken);
        var bin = BinFolder();
        if (File.Exists(Path.Combine(ClusterFolder, "PG_VERSION")))
        {
            return;
        }

        // Under another name until it is whole: an initdb that was cut short is never taken for a database.
        var draft = ClusterFolder + ".new";
        if (Directory.Exists(draft))
        {
            Directory.Delete(draft, recursive: true);
        }

        var passwordFile = Path.Combine(Folder, "password");
        await User.WriteFileAsync(passwordFile, Password, cancellationToken);
        await NativeTool.RunAsync(
            User.Run([$"{bin}/initdb", "-D", draft, "-U", "postgres", $"--pwfile={passwordFile}", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8"]),
            cancellationToken: cancellationToken);
        File.Delete(passwordFile);
        Directory.Move(draft, ClusterFolder);
    }

    /// <inheritdoc/>
    public override NativeProcess Describe(bool diesWithParent = false) => Describe(
        [
            "/bin/sh", "-c", RunScript, ClusterFolder,
            $"{BinFolder()}/postgres", "-D", ClusterFolder, "-p", $"{Port}",
            "-c", "listen_addresses=127.0.0.1",
            "-c", "unix_socket_directories=",
            "-c", "max_connections=200",
            "-c", "shared_buffers=64MB",
            "-c", "max_wal_size=512MB",
            "-c", "timezone=UTC",
            "-c", "log_timezone=UTC",
            "-c", "log_checkpoints=off",
        ],
        new Dictionary<string, string>(StringComparer.Ordinal) { ["LC_ALL"] = "C.UTF-8" },
        diesWithParent);

    /// <inheritdoc/>
    public override async Task<bool> AnswersAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString);
            await connection.OpenAsync(cancellationToken);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    /// <summary>
    /// Makes a database that only <paramref name="owner"/> may connect to. The owner is a role without privileges, so that
    /// row-level security binds it. Safe to repeat.
    /// </summary>
    /// <returns><see cref="DatabaseConnectionString"/> of it.</returns>
    public async Task<string> CreateDatabaseAsync(string database, string owner, CancellationToken cancellationToken = default)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        if (!await ExistsAsync(connection, "select 1 from pg_roles where rolname = $1", owner, cancellationToken))
        {
            await ExecuteAsync(connection, $"create role {Quote(owner)} login", cancellationToken);
        }

        await ExecuteAsync(connection, $"alter role {Quote(owner)} password '{Secret.Derive(Password, owner)}'", cancellationToken);
        if (!await ExistsAsync(connection, "select 1 from pg_database where datname = $1", database, cancellationToken))
        {
            await ExecuteAsync(connection, $"create database {Quote(database)} owner {Quote(owner)}", cancellationToken);
        }

        await ExecuteAsync(connection, $"revoke all on database {Quote(database)} from public", cancellationToken);
        return DatabaseConnectionString(database, owner);
    }

    /// <summary>The folder with the newest PostgreSQL's programs; null when none is installed that is new enough.</summary>
    internal static string? NewestBinFolder() => InstalledVersions().DefaultIfEmpty(0).Max() is var newest and >= OldestVersion ? ProgramsOf(newest) : null;

    private static IEnumerable<int> InstalledVersions() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql")
                .Where(folder => File.Exists(Path.Combine(folder, "bin", "postgres")))
                .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0)
            : [];

    private static string ProgramsOf(int version) => $"/usr/lib/postgresql/{version}/bin";

    /// <summary>The programs of the version that wrote the data, or the newest for a new data folder.</summary>
    private string BinFolder()
    {
        var versionFile = Path.Combine(ClusterFolder, "PG_VERSION");
        if (!File.Exists(versionFile))
        {
            return NewestBinFolder() ?? throw new NativeServerException($"PostgreSQL {OldestVersion} or newer is not installed.");
        }

        var version = int.Parse(File.ReadAllText(versionFile), CultureInfo.InvariantCulture);
        return InstalledVersions().Contains(version)
            ? ProgramsOf(version)
            : throw new NativeServerException($"{ClusterFolder} was written by PostgreSQL {version}, which is no longer installed: install postgresql-{version}, or start afresh.");
    }

    private string Connection(string database, string user, string password, bool pooling) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Database = database,
        Username = user,
        Password = password,
        Pooling = pooling,
    }.ConnectionString;

    private static string Quote(string identifier) => $"\"{identifier.Replace("\"", "\"\"")}\"";

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, string query, string name, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(query, connection) { Parameters = { new() { Value = name } } };
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string statement, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
