using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.ServiceDefaults.Messaging.DeadLetters;

/// <summary>A message that no attempt could consume, and why.</summary>
/// <param name="Queue">That it was to be consumed from; <see cref="Outbox"/> when it never left.</param>
/// <param name="Headers">Its own, without those that say how it died.</param>
internal sealed record DeadLetter(
    Guid Id, string Queue, Guid? MessageId, string? Type, string Reason, string? Fault, string? Detail, byte[] Body, string? ContentType, string Headers, DateTimeOffset DiedAt)
{
    /// <summary>In the place of a queue, for what could not be published.</summary>
    public const string Outbox = "outbox";

    private const int LongestDetail = 8_000;
    private const string FaultPrefix = "MT-";

    /// <summary>The same death makes the same letter, however often the broker tells of it.</summary>
    public static DeadLetter Of(string errorQueue, BasicDeliverEventArgs delivery, DateTimeOffset now)
    {
        var headers = (delivery.BasicProperties.Headers ?? new Dictionary<string, object?>()).ToDictionary(header => header.Key, header => Text(header.Value), StringComparer.Ordinal);
        var body = delivery.Body.ToArray();
        var (messageId, type) = ReadEnvelope(body);
        messageId ??= Guid.TryParse(delivery.BasicProperties.MessageId, out var id) ? id : null;
        var queue = headers.GetValueOrDefault("MT-Fault-InputAddress") is { } address && Uri.TryCreate(address, UriKind.Absolute, out var uri)
            ? Uri.UnescapeDataString(uri.Segments[^1])
            : errorQueue;
        var at = headers.GetValueOrDefault("MT-Fault-Timestamp");
        return new DeadLetter(
            IdOf($"{queue}\n{messageId}\n{at}\n", body), queue, messageId, type,
            headers.GetValueOrDefault("MT-Fault-Message") ?? (headers.GetValueOrDefault("MT-Reason") == "dead-letter" ? "Nobody consumes this any more." : "No reason was given."),
            headers.GetValueOrDefault("MT-Fault-ExceptionType"), Cut(headers.GetValueOrDefault("MT-Fault-StackTrace")), body, delivery.BasicProperties.ContentType,
            JsonSerializer.Serialize(headers.Where(header => !header.Key.StartsWith(FaultPrefix, StringComparison.Ordinal)).ToDictionary(), ApiJson.Options),
            DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var died) ? died.ToUniversalTime() : now);
    }

    public BasicProperties Properties()
    {
        var headers = JsonSerializer.Deserialize<Dictionary<string, string?>>(Headers, ApiJson.Options)!;
        return new BasicProperties
        {
            ContentType = ContentType,
            MessageId = MessageId?.ToString(),
            DeliveryMode = DeliveryModes.Persistent,
            Headers = headers.ToDictionary(header => header.Key, header => (object?)header.Value),
        };
    }

    private static (Guid? Id, string? Type) ReadEnvelope(byte[] body)
    {
        try
        {
            using var envelope = JsonDocument.Parse(body);
            return envelope.RootElement.ValueKind != JsonValueKind.Object
                ? (null, null)
                : (envelope.RootElement.TryGetProperty("messageId", out var id) && Guid.TryParse(id.ToString(), out var messageId) ? messageId : null,
                    envelope.RootElement.TryGetProperty("messageType", out var types) && types is { ValueKind: JsonValueKind.Array } && types.GetArrayLength() > 0
                        ? types[0].ToString().Replace("urn:message:", "", StringComparison.Ordinal).Replace(':', '.')
                        : null);
        }
        catch (JsonException)
        {
            return (null, null); // that may be what it died of
        }
    }

    private static Guid IdOf(string what, byte[] body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData([.. Encoding.UTF8.GetBytes(what), .. body], hash);
        return new Guid(hash[..16]);
    }

    private static string? Text(object? value) => value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture);

    private static string? Cut(string? text) => text is { Length: > LongestDetail } ? text[..LongestDetail] : text;
}
