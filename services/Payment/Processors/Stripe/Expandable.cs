using System.Text.Json;
using System.Text.Json.Serialization;

namespace SwipeReview.Payment.Processors.Stripe;

/// <summary>A field that Stripe fills with an object's id, or with the object where it was asked to expand it.</summary>
internal sealed class Expandable<T> : JsonConverter<T>
    where T : StripeObject
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType == JsonTokenType.String
        ? JsonSerializer.Deserialize<T>(new System.Text.Json.Nodes.JsonObject { ["id"] = reader.GetString() }, options)
        : JsonSerializer.Deserialize<T>(ref reader, options);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => throw new NotSupportedException("Requests are forms.");
}
