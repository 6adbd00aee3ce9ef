using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace SwipeReview.ServiceDefaults.Persistence;

/// <summary>
/// Brings the database to this version's schema before any other part of the process starts: ordered SQL files, each
/// in its own transaction, once, under an advisory lock so that instances may start together. Forward only; a file
/// that was applied and changed since stops the start.
/// </summary>
internal sealed partial class SchemaMigrator(NpgsqlDataSource database, Assembly service, TimeProvider clock, ILogger<SchemaMigrator> logger)
    : IHostedLifecycleService
{
    private const long Lock = 0x5377_6970_6552_0001;
    private const string Prefix = "schema/";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(cancellationToken);
        await ExecuteAsync(connection, "select pg_advisory_lock($1)", [Lock], cancellationToken);
        try
        {
            await ExecuteAsync(connection, """
                create table if not exists schema_versions (name text primary key, sha256 text not null, applied_at timestamptz not null)
                """, [], cancellationToken);
            var applied = await ReadAppliedAsync(connection, cancellationToken);
            foreach (var (name, sql) in Files())
            {
                var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)));
                if (!applied.TryGetValue(name, out var known))
                {
                    await ApplyAsync(connection, name, sql, hash, cancellationToken);
                }
                else if (known != hash)
                {
                    throw new InvalidOperationException($"The schema file {name} was changed after it was applied: add a new file instead.");
                }
            }
        }
        finally
        {
            await ExecuteAsync(connection, "select pg_advisory_unlock($1)", [Lock], CancellationToken.None);
        }
    }

    /// <summary>ServiceDefaults' own files come first, then the service's, each in the order of its name.</summary>
    private IEnumerable<(string Name, string Sql)> Files() =>
        from assembly in (Assembly[])[typeof(SchemaMigrator).Assembly, service]
        from name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        select (name[Prefix.Length..], Read(assembly, name));

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var deadline = clock.GetUtcNow() + Patience;
        while (true)
        {
            try
            {
                return await database.OpenConnectionAsync(cancellationToken);
            }
            catch (NpgsqlException fault) when (fault.IsTransient && clock.GetUtcNow() < deadline)
            {
                LogWaiting(logger, fault.Message);
                await Task.Delay(TimeSpan.FromMilliseconds(500), clock, cancellationToken);
            }
        }
    }

    private async Task ApplyAsync(NpgsqlConnection connection, string name, string sql, string hash, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        // What a file does to rows it does to everybody's: row-level security would show it none.
        await ExecuteAsync(connection, "select set_config('app.user_id', '*', true)", [], cancellationToken);
        await ExecuteAsync(connection, sql, [], cancellationToken);
        await ExecuteAsync(connection, "insert into schema_versions values ($1, $2, $3)", [name, hash, clock.GetUtcNow()], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        LogApplied(logger, name);
    }

    private static async Task<Dictionary<string, string>> ReadAppliedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var applied = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var command = new NpgsqlCommand("select name, sha256 from schema_versions", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            applied.Add(reader.GetString(0), reader.GetString(1));
        }

        return applied;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, object[] values, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Information, "The database is not there yet ({Reason})")]
    private static partial void LogWaiting(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Information, "Applied schema file {Name}")]
    private static partial void LogApplied(ILogger logger, string name);
}
