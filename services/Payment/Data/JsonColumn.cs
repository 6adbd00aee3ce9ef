using System.Text.Json;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.Payment.Data;

internal static class JsonColumn
{
    /// <summary>For a jsonb column whose value is written once and never changed in place.</summary>
    public static ValueConverter<T, string> Converter<T>() => new(
        value => JsonSerializer.Serialize(value, ApiJson.Options),
        text => JsonSerializer.Deserialize<T>(text, ApiJson.Options)!);
}
