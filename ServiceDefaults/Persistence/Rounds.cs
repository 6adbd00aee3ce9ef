using Npgsql;

namespace SwipeReview.ServiceDefaults.Persistence;

/// <summary>
/// Regular work that is done once, however many instances a service has, and that a restart neither forgets nor repeats:
/// when a round is due stands in a row, and whoever moves it on has the round.
/// </summary>
public sealed class Rounds(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>Takes the round, when it is due. Should this process die in it, the next one is due as if it had been done.</summary>
    /// <param name="name">Of the work, within the service.</param>
    /// <param name="interval">From this round to the next.</param>
    /// <returns>False when it is not due, or another instance has it.</returns>
    public async Task<bool> TryBeginAsync(string name, TimeSpan interval, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var command = database.CreateCommand("""
            insert into rounds as known (name, due_at) values ($1, $3) on conflict (name) do update set due_at = $3
            where known.due_at <= $2 or known.due_at > $4
            """);
        command.Parameters.Add(new NpgsqlParameter { Value = name });
        command.Parameters.Add(new NpgsqlParameter { Value = now });
        command.Parameters.Add(new NpgsqlParameter { Value = now + interval });

        // A clock that was set back must not make the work wait for as long.
        command.Parameters.Add(new NpgsqlParameter { Value = now + interval + interval });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }
}
