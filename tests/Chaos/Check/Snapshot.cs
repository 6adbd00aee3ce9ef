using System.Data;
using Npgsql;

namespace SwipeReview.Chaos.Check;

/// <summary>One database at one moment, with everybody's rows.</summary>
internal sealed class Snapshot : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;

    private Snapshot(NpgsqlConnection connection) => this.connection = connection;

    public static async Task<Snapshot> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 0 }.ConnectionString);
        await connection.OpenAsync();
        var snapshot = new Snapshot(connection);
        await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);
        await using var see = new NpgsqlCommand("set transaction read only; select set_config('app.user_id', '*', true)", connection);
        await see.ExecuteNonQueryAsync();
        return snapshot;
    }

    public async Task<long> CountAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync());
    }

    /// <summary>Each row by <paramref name="read"/>.</summary>
    public async Task<List<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> read)
    {
        var rows = new List<T>();
        await EachAsync(sql, row => rows.Add(read(row)));
        return rows;
    }

    /// <summary>Row by row, for what may be too much to hold.</summary>
    public async Task EachAsync(string sql, Action<NpgsqlDataReader> row)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            row(reader);
        }
    }

    /// <summary>Reports every row of a query for what breaks a rule; its first column says what.</summary>
    public Task ForbidAsync(Findings findings, string rule, string sql) => EachAsync(sql, row => findings.Wrong(rule, $"{row.GetValue(0)}"));

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
