using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.ServiceDefaults.Messaging.DeadLetters;

/// <summary>
/// Gives a dead letter back to its queue, as the same message: under its own id, which the inbox knows if it was consumed
/// after all. Again answers the same and sends nothing. Who did it is written down with it.
/// </summary>
internal static class ReplayDeadLetter
{
    public static async Task<Results<Ok<DeadLetterView>, ErrorResult>> HandleAsync(
        Guid id, CurrentUser admin, NpgsqlDataSource database, BrokerAddress broker, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await LockAsync(connection, id, cancellationToken) is not var (letter, isReplayed))
        {
            return ErrorResults.NotFound("dead letter");
        }

        if (!isReplayed)
        {
            if (letter.Queue == DeadLetter.Outbox)
            {
                await ReturnToOutboxAsync(connection, letter, cancellationToken);
            }
            else if (!await TrySendAsync(broker, letter, cancellationToken))
            {
                return ErrorResults.Unavailable("The broker is away, or has no such queue any more. Nothing was replayed.");
            }

            await ExecuteAsync(connection, "update dead_letters set replayed_at = $2 where id = $1", [id, clock.GetUtcNow()], cancellationToken);
            await ExecuteAsync(
                connection, "insert into operator_actions (at, admin_id, action, subject) values ($1, $2, 'dead-letter-replayed', $3)", [clock.GetUtcNow(), admin.Id, id], cancellationToken);
        }

        var view = await ShowAsync(connection, id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(view);
    }

    private static async Task<(DeadLetter Letter, bool IsReplayed)?> LockAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select queue, message_id, type, body, content_type, headers::text, died_at, replayed_at is not null from dead_letters where id = $1 for update", connection)
        {
            Parameters = { new() { Value = id } },
        };
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? (new DeadLetter(
                id, row.GetString(0), row.IsDBNull(1) ? null : row.GetGuid(1), row.IsDBNull(2) ? null : row.GetString(2), "", null, null,
                row.GetFieldValue<byte[]>(3), row.IsDBNull(4) ? null : row.GetString(4), row.GetString(5), row.GetFieldValue<DateTimeOffset>(6)), row.GetBoolean(7))
            : null;
    }

    /// <summary>Straight to the queue, and confirmed: other queues have had the message.</summary>
    private static async Task<bool> TrySendAsync(BrokerAddress broker, DeadLetter letter, CancellationToken cancellationToken)
    {
        await using var connection = await broker.TryConnectAsync("replay", cancellationToken);
        if (connection is null)
        {
            return false;
        }

        try
        {
            await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), cancellationToken);
            await channel.BasicPublishAsync("", letter.Queue, mandatory: true, letter.Properties(), letter.Body, cancellationToken);
            return true;
        }
        catch (Exception fault) when (fault is PublishException or OperationInterruptedException or AlreadyClosedException)
        {
            return false;
        }
    }

    private static Task ReturnToOutboxAsync(NpgsqlConnection connection, DeadLetter letter, CancellationToken cancellationToken) => ExecuteAsync(
        connection, "insert into outbox_messages (id, type, body, created_at) values ($1, $2, $3::jsonb, $4)",
        [letter.MessageId!, letter.Type!, Encoding.UTF8.GetString(letter.Body), letter.DiedAt], cancellationToken);

    private static async Task<DeadLetterView> ShowAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"select {ListDeadLetters.Columns} from dead_letters where id = $1", connection) { Parameters = { new() { Value = id } } };
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return ListDeadLetters.Show(row);
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
}
