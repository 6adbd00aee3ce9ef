using System.Data;
using System.Diagnostics;
using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Errors;
using SwipeReview.ServiceDefaults.Messaging.DeadLetters;

namespace SwipeReview.ServiceDefaults.Messaging;

/// <summary>
/// Publishes what was saved to the outbox, with the broker's confirmation, and then forgets it. A crash between the two
/// publishes again under the same message id, which the inboxes know. One instance at a time holds the advisory lock of
/// the database and keeps the order; when it dies its lock goes with its connection and another takes over.
/// Woken by NOTIFY, and every second in case one was missed. What this version can't read holds up nothing: it waits for an
/// operator.
/// </summary>
internal sealed partial class OutboxRelay(NpgsqlDataSource database, BusKeeper buses, TimeProvider clock, ILogger<OutboxRelay> logger) : BackgroundService
{
    public const string ActivitySourceName = "SwipeReview.Outbox";

    private const long Lock = 0x5377_6970_6552_0002;
    private const int BatchSize = 200;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ConfirmPatience = TimeSpan.FromSeconds(15);
    private static readonly ActivitySource Activities = new(ActivitySourceName);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RelayWhileLeadingAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogFault(logger, fault.Message);
                await Task.Delay(Poll, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task RelayWhileLeadingAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        while (!await TryLeadAsync(connection, cancellationToken))
        {
            await Task.Delay(Poll, clock, cancellationToken);
        }

        try
        {
            await RelayAsync(connection, cancellationToken);
        }
        finally
        {
            // The pool keeps the session, and with it the lock, until somebody uses the connection again.
            if (connection.State == ConnectionState.Open)
            {
                await using var release = new NpgsqlCommand("select pg_advisory_unlock_all()", connection);
                await release.ExecuteNonQueryAsync(CancellationToken.None);
            }
        }
    }

    private async Task RelayAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using (var listen = new NpgsqlCommand("listen outbox", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        while (true)
        {
            // A publish on a bus that has not started yet, or is at its end, never ends.
            var bus = await buses.GetHealthyAsync(cancellationToken);
            while (await PublishBatchAsync(bus, connection, cancellationToken) == BatchSize)
            {
                // there may be more
            }

            await connection.WaitAsync(Poll, cancellationToken);
        }
    }

    private static async Task<bool> TryLeadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select pg_try_advisory_lock($1)", connection) { Parameters = { new() { Value = Lock } } };
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private async Task<int> PublishBatchAsync(KeptBus bus, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var batch = await ReadBatchAsync(connection, cancellationToken);
        if (batch.Count == 0)
        {
            return 0;
        }

        var messages = new List<(Row Row, object Content)>(batch.Count);
        foreach (var row in batch)
        {
            try
            {
                messages.Add((row, JsonSerializer.Deserialize(row.Body, ContractTypes.Find(row.Type), ApiJson.Options)!));
            }
            catch (Exception unreadable) when (unreadable is InvalidOperationException or JsonException or NotSupportedException)
            {
                LogUnreadable(logger, row.Id, row.Type, unreadable.Message);
                await DeadLetterStore.MoveFromOutboxAsync(connection, row.Seq, unreadable, clock.GetUtcNow(), cancellationToken);
            }
        }

        await PublishAllAsync(bus, messages, cancellationToken);
        await using var forget = new NpgsqlCommand("delete from outbox_messages where seq = any($1)", connection)
        {
            Parameters = { new() { Value = batch.Select(message => message.Seq).ToArray() } },
        };
        await forget.ExecuteNonQueryAsync(cancellationToken);
        return batch.Count;
    }

    private static async Task PublishAllAsync(KeptBus bus, List<(Row Row, object Content)> batch, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, bus.Ended);
        patience.CancelAfter(ConfirmPatience);
        try
        {
            await Task.WhenAll(batch.GroupBy(message => message.Row.OrderKey ?? message.Row.Id.ToString()).Select(async ordered =>
            {
                foreach (var message in ordered)
                {
                    await PublishAsync(bus.Bus, message.Row, message.Content, patience.Token);
                }
            })).WaitAsync(patience.Token);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            bus.Doubt();
            throw new TimeoutException("The broker did not confirm what was published.", late);
        }
    }

    private static async Task<List<Row>> ReadBatchAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var batch = new List<Row>();
        await using var command = new NpgsqlCommand(
            "select seq, id, type, body::text, order_key, trace_parent, request_id from outbox_messages order by seq limit $1", connection)
        {
            Parameters = { new() { Value = BatchSize } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            batch.Add(new Row(
                reader.GetInt64(0), reader.GetGuid(1), reader.GetString(2), reader.GetString(3),
                reader.IsDBNull(4) ? null : reader.GetString(4), reader.IsDBNull(5) ? null : reader.GetString(5),
                reader.IsDBNull(6) ? null : reader.GetString(6)));
        }

        return batch;
    }

    private static async Task PublishAsync(IBus bus, Row row, object message, CancellationToken cancellationToken)
    {
        using var activity = Activities.StartActivity("outbox relay", ActivityKind.Producer, row.TraceParent);
        await bus.Publish(message, message.GetType(), context =>
        {
            context.MessageId = row.Id;
            if (row.RequestId is not null)
            {
                context.Headers.Set(RequestIds.Header, row.RequestId);
            }
        }, cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "The outbox waits: {Reason}")]
    private static partial void LogFault(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Error, "Message {MessageId} of type {Type} can't be published and waits for an operator: {Reason}")]
    private static partial void LogUnreadable(ILogger logger, Guid messageId, string type, string reason);

    private sealed record Row(long Seq, Guid Id, string Type, string Body, string? OrderKey, string? TraceParent, string? RequestId);
}
