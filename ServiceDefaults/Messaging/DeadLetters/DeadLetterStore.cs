using Npgsql;
using NpgsqlTypes;

namespace SwipeReview.ServiceDefaults.Messaging.DeadLetters;

/// <summary>Where dead letters wait for an operator: a table of the service's own database.</summary>
internal static class DeadLetterStore
{
    public static async Task AddAsync(NpgsqlConnection connection, DeadLetter letter, CancellationToken cancellationToken)
    {
        await using var insert = new NpgsqlCommand("""
            insert into dead_letters (id, queue, message_id, type, reason, fault, detail, body, content_type, headers, died_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing
            """, connection);
        foreach (var value in (object?[])[letter.Id, letter.Queue, letter.MessageId, letter.Type, letter.Reason, letter.Fault, letter.Detail, letter.Body, letter.ContentType])
        {
            insert.Parameters.Add(new NpgsqlParameter { Value = Storable(value) });
        }

        insert.Parameters.Add(new NpgsqlParameter { Value = letter.Headers, NpgsqlDbType = NpgsqlDbType.Jsonb });
        insert.Parameters.Add(new NpgsqlParameter { Value = letter.DiedAt });
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>One statement: it is never in both places, and never in none.</summary>
    public static async Task MoveFromOutboxAsync(NpgsqlConnection connection, long seq, Exception fault, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var move = new NpgsqlCommand("""
            with gone as (delete from outbox_messages where seq = $1 returning id, type, body)
            insert into dead_letters (id, queue, message_id, type, reason, fault, body, content_type, headers, died_at)
            select $2, $3, id, type, $4, $5, convert_to(body::text, 'UTF8'), 'application/json', '{}', $6 from gone
            """, connection);
        foreach (var value in (object[])[seq, Guid.CreateVersion7(), DeadLetter.Outbox, fault.Message, fault.GetType().FullName!, now])
        {
            move.Parameters.Add(new NpgsqlParameter { Value = Storable(value) });
        }

        await move.ExecuteNonQueryAsync(cancellationToken);
    }

    // PostgreSQL has no room for a zero character, which a broken message may well hold.
    private static object Storable(object? value) => value is string text ? text.Replace("\0", "", StringComparison.Ordinal) : value ?? DBNull.Value;
}
