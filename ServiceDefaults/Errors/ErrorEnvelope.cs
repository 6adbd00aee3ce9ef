using System.Text.Json.Serialization;

namespace SwipeReview.ServiceDefaults.Errors;

/// <summary>The one shape of every error answer.</summary>
public sealed record ErrorEnvelope(bool Success, ErrorBody Error, string RequestId, DateTimeOffset Timestamp);

/// <param name="Code">One of <see cref="ErrorCodes"/>.</param>
/// <param name="Message">For people: what is wrong and, where it can be said, what to do.</param>
/// <param name="Details">For programs: the field, limits and values concerned.</param>
public sealed record ErrorBody(
    string Code,
    string Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, object?>? Details = null);
