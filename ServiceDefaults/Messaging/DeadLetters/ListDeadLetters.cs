using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.ServiceDefaults.Messaging.DeadLetters;

/// <summary>A dead letter as an operator sees it.</summary>
/// <param name="Queue">That it was to be consumed from; <c>outbox</c> when it never left the service.</param>
/// <param name="Type">The contract's name; null when the message says none.</param>
/// <param name="Reason">Why it could not be consumed.</param>
/// <param name="Fault">The exception's type.</param>
/// <param name="Detail">The stack, shortened.</param>
/// <param name="Text">The message as it came, shortened.</param>
/// <param name="ReplayedAt">When it was given back to its queue; null while it waits.</param>
internal sealed record DeadLetterView(
    Guid Id, string Queue, Guid? MessageId, string? Type, string Reason, string? Fault, string? Detail, string Text, DateTimeOffset DiedAt, DateTimeOffset? ReplayedAt);

/// <summary>What waits for an operator, and with <c>replayed=true</c> what was given back already. By id, so that pages are stable.</summary>
internal static class ListDeadLetters
{
    private const int LongestText = 4_000;
    public const string Columns = "id, queue, message_id, type, reason, fault, detail, body, died_at, replayed_at";

    public static async Task<Results<Ok<Page<DeadLetterView>>, ErrorResult>> HandleAsync(
        PageQuery page, string? queue, bool? replayed, NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        Guid? after = null;
        if (page.Cursor is not null)
        {
            if (!Cursor.TryDecode<Guid>(page.Cursor, out var last))
            {
                return Cursor.Invalid();
            }

            after = last;
        }

        await using var command = database.CreateCommand($"""
            select {Columns} from dead_letters
            where (replayed_at is not null) = $1 and ($2::uuid is null or id < $2) and ($3::text is null or queue = $3) order by id desc limit $4
            """);
        foreach (var value in (object[])[replayed ?? false, (object?)after ?? DBNull.Value, (object?)queue ?? DBNull.Value, page.Limit + 1])
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        var found = new List<DeadLetterView>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(Show(reader));
        }

        return TypedResults.Ok(Page<DeadLetterView>.From(found, page.Limit, letter => letter, letter => Cursor.Encode(letter.Id)));
    }

    public static DeadLetterView Show(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetGuid(2), Text(row, 3), row.GetString(4), Text(row, 5), Text(row, 6),
        Shorten(row.GetFieldValue<byte[]>(7)), row.GetFieldValue<DateTimeOffset>(8), row.IsDBNull(9) ? null : row.GetFieldValue<DateTimeOffset>(9));

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>The contract's own fields where it is an envelope, else all of it.</summary>
    private static string Shorten(byte[] body)
    {
        var text = Encoding.UTF8.GetString(body);
        try
        {
            using var envelope = JsonDocument.Parse(body);
            text = envelope.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("message", out var message) ? message.GetRawText() : text;
        }
        catch (JsonException)
        {
            // shown as it is
        }

        return text.Length > LongestText ? text[..LongestText] : text;
    }
}
