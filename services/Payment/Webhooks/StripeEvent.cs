using System.Text.Json;

namespace SwipeReview.Payment.Webhooks;

/// <summary>What of a signed event is looked at.</summary>
internal sealed record StripeEvent(string Id, string Type, bool Livemode, DateTimeOffset Created, string ObjectId, string? Reference, string? Customer)
{
    private const int LongestId = 255;

    /// <summary>Null when it is none.</summary>
    public static StripeEvent? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 64 });
            var root = document.RootElement;
            var about = root.GetProperty("data").GetProperty("object");
            var read = new StripeEvent(
                root.GetProperty("id").GetString() ?? "",
                root.GetProperty("type").GetString() ?? "",
                root.GetProperty("livemode").GetBoolean(),
                DateTimeOffset.FromUnixTimeSeconds(root.GetProperty("created").GetInt64()),
                Text(about, "id") ?? "",
                Text(about, "client_reference_id") ?? Text(about, "payment_intent"),
                Text(about, "customer"));
            return read is { Id.Length: > 0 and <= LongestId, Type.Length: > 0 and <= LongestId, ObjectId.Length: <= LongestId } ? read : null;
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentOutOfRangeException)
        {
            return null; // signed, but not an event
        }
    }

    /// <summary>A field that is an id, or the object that has it.</summary>
    private static string? Text(JsonElement of, string name) => !of.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Object => Text(value, "id"),
        _ => null,
    };
}
