using System.Buffers.Text;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.ServiceDefaults.Api;

/// <summary>One page of a list. <paramref name="NextCursor"/> is null on the last page.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor)
{
    /// <summary>
    /// Makes a page from up to <paramref name="limit"/> + 1 rows: the extra row only says that there is more.
    /// </summary>
    public static Page<T> From<TRow>(IReadOnlyList<TRow> rows, int limit, Func<TRow, T> show, Func<TRow, string> cursorAfter) =>
        new([.. rows.Take(limit).Select(show)], rows.Count > limit ? cursorAfter(rows[limit - 1]) : null);
}

/// <summary><c>?limit=</c> (1–200, default 50) and <c>?cursor=</c> of a list route.</summary>
public readonly record struct PageQuery(int Limit, string? Cursor)
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;

    public static ValueTask<PageQuery> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var limit = DefaultLimit;
        if (context.Request.Query["limit"] is [{ Length: > 0 } text]
            && (!int.TryParse(text, out limit) || limit is < 1 or > MaxLimit))
        {
            throw new BadHttpRequestException($"limit must be a whole number from 1 to {MaxLimit}.");
        }

        return ValueTask.FromResult(new PageQuery(limit, context.Request.Query["cursor"] is [{ Length: > 0 } cursor] ? cursor : null));
    }
}

/// <summary>Keyset cursors: what to go on after, opaque to the client.</summary>
public static class Cursor
{
    public static string Encode<T>(T position) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(position, ApiJson.Options));

    /// <summary>False for a cursor that this API did not hand out; answer it with <see cref="Invalid"/>.</summary>
    public static bool TryDecode<T>(string cursor, out T? position)
    {
        try
        {
            position = JsonSerializer.Deserialize<T>(Base64Url.DecodeFromChars(cursor), ApiJson.Options);
            return position is not null;
        }
        catch (Exception fault) when (fault is JsonException or FormatException)
        {
            position = default;
            return false;
        }
    }

    public static ErrorResult Invalid() => ErrorResults.Validation("The cursor is not one of this list's.", "cursor");
}
